import type { z } from 'zod';

import type { Condition } from '../expression/condition.ts';
import type { TemplateValue } from '../expression/template-value.ts';
import type { BoundCondition } from '../modules/module.ts';
import type { Task } from '../playbook/task.ts';
import { describeIssue } from '../source/issue-text.ts';
import { problem } from '../source/problem.ts';
import type { Place, Problem } from '../source/problem.ts';
import { valueAt } from '../source/schema-problems.ts';
import { EvaluationError, attemptTo, evaluate, holds } from './evaluate.ts';
import type { Evaluator } from './evaluate.ts';

/** The arguments of a task, rendered and read by the module's schema. @throws {EvaluationError} {DoubtError} */
export function argumentsOf(task: Task, over: Evaluator): unknown {
  const rendered = evaluate(task.args, over) as Readonly<Record<string, unknown>>;
  const given = { ...rendered, ...conditionsOf(task, over) };
  const read = task.module.args.safeParse(given);
  if (read.success) return read.data;
  throw new EvaluationError(read.error.issues.map((issue) => issueProblem(issue, { task, given })));
}

/** Conditions are judged by the module, each on its own, when it wants to know. */
function conditionsOf({ conditionArgs }: Task, over: Evaluator): Readonly<Record<string, BoundCondition[]>> {
  const bound = [...conditionArgs].map(
    ([name, condition]) =>
      [name, condition.clauses.map((clause) => bind(clause, condition.place, over))] as const,
  );
  return Object.fromEntries(bound);
}

function bind(clause: Condition['clauses'][number], place: Place, over: Evaluator): BoundCondition {
  const text = typeof clause === 'boolean' ? String(clause) : clause.source.text;
  return {
    text,
    judge: () => {
      const judged = attemptTo(() => holds({ text, place, clauses: [clause] }, over), over);
      if ('value' in judged) return { holds: judged.value };
      return { problem: judged.problems[0] ?? problem('not-applied', `\`${text}\` is not known yet`, place) };
    },
  };
}

function issueProblem(
  issue: z.core.$ZodIssue,
  { task, given }: { readonly task: Task; readonly given: unknown },
): Problem {
  const name = issue.path.map(String).join('.');
  const text = describeIssue(issue, valueAt(given, issue.path.map(keyOf)));
  const message = name === '' ? text : `\`${name}\` of ${task.module.name}: ${text}`;
  return problem(
    issue.code === 'invalid_type' ? 'wrong-type' : 'bad-value',
    message,
    placeAt(task.args, issue.path),
  );
}

function keyOf(part: PropertyKey): string | number {
  return typeof part === 'number' ? part : String(part);
}

/** The place of a part of the arguments, or of the nearest part around it that was written down. */
function placeAt(value: TemplateValue, [first, ...rest]: readonly PropertyKey[]): Place {
  if (first === undefined) return value.place;
  if (value.kind === 'map') {
    const entry = value.entries.find(({ key }) => key === first);
    return entry ? placeAt(entry.value, rest) : value.place;
  }
  const item = value.kind === 'list' ? value.items[Number(first)] : undefined;
  return item ? placeAt(item, rest) : value.place;
}
