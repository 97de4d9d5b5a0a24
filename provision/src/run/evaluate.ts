import type { Condition } from '../expression/condition.ts';
import { judgeCondition } from '../expression/condition.ts';
import { usesIn } from '../expression/names-in.ts';
import { readSwitch } from '../expression/switch.ts';
import { renderValue } from '../expression/template-value.ts';
import type { TemplateValue } from '../expression/template-value.ts';
import { problem } from '../source/problem.ts';
import type { Problem } from '../source/problem.ts';
import { kindOf } from '../source/issue-text.ts';
import type { Doubts, Unapplied } from './doubts.ts';

type Variables = Readonly<Record<string, unknown>>;

/** Something of a task could not be evaluated: the task fails with these problems. Never leaves run/. */
export class EvaluationError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join('; '));
    this.problems = problems;
  }
}

/** In check mode: what was to be evaluated hangs on a task that was not applied. Never leaves run/. */
export class DoubtError extends Error {
  readonly task: string;

  constructor(task: string) {
    super(`hangs on ${task}`);
    this.task = task;
  }
}

/** What a task's expressions are evaluated over. */
export interface Evaluator {
  readonly variables: Variables;
  readonly doubts: Doubts;
  /** Told of a doubt where a module evaluates something itself, and would take it for a mistake. */
  readonly onDoubt?: (task: string) => void;
}

/** What an expression gives, or its problems; a doubt is told to `onDoubt` and is a problem besides. */
export function attemptTo<Value>(
  read: () => Value,
  { onDoubt }: Evaluator,
): { readonly value: Value } | { readonly problems: readonly Problem[] } {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof EvaluationError) return { problems: error.problems };
    if (!(error instanceof DoubtError)) throw error;
    onDoubt?.(error.task);
    return { problems: [] };
  }
}

/** The value; undefined where it cannot be evaluated, or hangs on a task that was not applied. */
export function ifEvaluated<Value>(evaluation: () => Value): Value | undefined {
  try {
    return evaluation();
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof DoubtError) return undefined;
    throw error;
  }
}

/** The value. @throws {EvaluationError} {DoubtError} */
export function evaluate(value: TemplateValue, { variables, doubts }: Evaluator): unknown {
  const doubt = doubtOf(value, doubts);
  if (doubt) throw new DoubtError(doubt.name);
  const rendered = renderValue(value, variables);
  if ('problems' in rendered) throw raise(rendered.problems, doubts);
  return rendered.value;
}

/** Whether the condition holds. @throws {EvaluationError} {DoubtError} */
export function holds(condition: Condition, { variables, doubts }: Evaluator): boolean {
  const doubt = doubtOf(condition, doubts);
  if (doubt) throw new DoubtError(doubt.name);
  const judged = judgeCondition(condition, variables);
  if ('problem' in judged) throw raise([judged.problem], doubts);
  return judged.holds;
}

/** A setting that is true or false. @throws {EvaluationError} {DoubtError} */
export function evaluateSwitch(value: TemplateValue | undefined, over: Evaluator): boolean | undefined {
  if (value === undefined) return undefined;
  const rendered = evaluate(value, over);
  const isOn = readSwitch(rendered);
  if (isOn === undefined) throw mismatch('true or false', rendered, value);
  return isOn;
}

/** A setting that is a number, 0 or more; as text too. @throws {EvaluationError} {DoubtError} */
export function evaluateNumber(value: TemplateValue | undefined, over: Evaluator): number | undefined {
  if (value === undefined) return undefined;
  const rendered = evaluate(value, over);
  const number = typeof rendered === 'string' && rendered.trim() !== '' ? Number(rendered) : rendered;
  if (typeof number !== 'number' || !(number >= 0)) throw mismatch('a number from 0 on', rendered, value);
  return number;
}

/** A setting that is text. @throws {EvaluationError} {DoubtError} */
export function evaluateText(value: TemplateValue | undefined, over: Evaluator): string | undefined {
  if (value === undefined) return undefined;
  const rendered = evaluate(value, over);
  if (typeof rendered !== 'string' && typeof rendered !== 'number') throw mismatch('text', rendered, value);
  return String(rendered);
}

/** Why a value is not what is needed there. */
export function mismatch(expected: string, given: unknown, { place }: TemplateValue): EvaluationError {
  const message = `expected ${expected}, this is ${kindOf(given)}`;
  return new EvaluationError([problem('wrong-type', message, place)]);
}

/** `defined(x.part)` and `default` would take a part that was not predicted for one that is not there. */
function doubtOf(expression: TemplateValue | Condition, doubts: Doubts): Unapplied | undefined {
  doubts.takeLastRead();
  if (!doubts.hasPredicted) return undefined;
  const optional = usesIn(expression).find((use) => use.isOptional && doubts.predictedBy(use.name));
  return optional && doubts.predictedBy(optional.name);
}

/** The error for problems: a doubt where one of them hangs on a task that was not applied. */
export function raise(problems: readonly Problem[], doubts: Doubts): EvaluationError | DoubtError {
  const notApplied = problems.find(({ code }) => code === 'not-applied');
  const task = notApplied?.hint ?? doubts.takeLastRead()?.name;
  return task === undefined ? new EvaluationError(problems) : new DoubtError(task);
}
