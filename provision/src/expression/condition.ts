import { placeOf } from '../source/document.ts';
import type { Path, Sourced } from '../source/document.ts';
import { kindOf } from '../source/issue-text.ts';
import { problem } from '../source/problem.ts';
import type { Place, Problem } from '../source/problem.ts';
import { valueAt } from '../source/schema-problems.ts';
import { evaluateCel, parseCel } from './cel.ts';
import type { CelExpression } from './cel.ts';
import { fromCel } from './cel-values.ts';
import { readSwitch } from './switch.ts';
import { placedText, textAtPlace } from './template-text.ts';
import type { PlacedText } from './template-text.ts';

/** A condition in CEL, parsed once; of several all must hold. */
export interface Condition {
  /** As it was written; several are joined by ` && `. */
  readonly text: string;
  readonly place: Place;
  /** In order; each is true or false as it stands, or an expression. */
  readonly clauses: readonly (boolean | CelExpression)[];
}

/** Reads a condition: true or false (yes, no, on, off), an expression, or a list of them. */
export function parseCondition(
  source: Sourced,
  path: Path,
): { condition: Condition; problems: readonly Problem[] } {
  const value = valueAt(source.value, path);
  const place = placeOf(source, path);
  const items = Array.isArray(value)
    ? value.map((item: unknown, index) => ({ item, at: [...path, index] }))
    : [{ item: value, at: path }];
  const read = items.map(({ item, at }) => readClause(item, placedText(source, at, String(item))));
  return {
    condition: {
      text: joinTexts(items.map(({ item }) => String(item).trim())),
      place,
      clauses: read.flatMap(({ clause }) => clause ?? []),
    },
    problems: read.flatMap(({ problems }) => problems),
  };
}

/** A condition from a text that stands in no YAML file. @throws {SyntaxError} where it is none: for tests and our own */
export function plainCondition(text: string, place: Place): Condition {
  const { clause, problems } = readClause(text, textAtPlace(text, place));
  if (clause === undefined) throw new SyntaxError(problems.map(({ message }) => message).join('; '));
  return { text, place, clauses: [clause] };
}

/** The parts of a condition, of which all must hold, each for itself. */
export function splitCondition({ clauses, place }: Condition): readonly Condition[] {
  return clauses.map((clause) =>
    typeof clause === 'boolean'
      ? { text: String(clause), place, clauses: [clause] }
      : { text: clause.source.text.trim(), place: clause.source.placeAt(0), clauses: [clause] },
  );
}

/** Whether a condition holds; later parts of a list are only looked at while the ones before hold. */
export function judgeCondition(
  condition: Condition,
  variables: Readonly<Record<string, unknown>>,
): { readonly holds: boolean } | { readonly problem: Problem } {
  for (const clause of condition.clauses) {
    if (clause === false) return { holds: false };
    if (clause === true) continue;
    const result = evaluateCel(clause, variables);
    if ('problems' in result) {
      const [first] = result.problems;
      return { problem: first ?? problem('bad-condition', 'the condition has no value', condition.place) };
    }
    if (result.value === false) return { holds: false };
    if (result.value !== true) return { problem: noBoolean(clause.source, result.value) };
  }
  return { holds: true };
}

function readClause(
  value: unknown,
  source: PlacedText,
): { clause: boolean | CelExpression | undefined; problems: readonly Problem[] } {
  const fixed = readSwitch(value);
  if (fixed !== undefined) return { clause: fixed, problems: [] };
  if (typeof value === 'string') {
    const { expression, problems } = parseCel(source);
    return { clause: expression, problems };
  }
  const message = `expected a condition (true, false or an expression), this is ${kindOf(value)}`;
  return { clause: undefined, problems: [problem('wrong-type', message, source.placeAt(0))] };
}

function noBoolean({ text, placeAt }: PlacedText, value: unknown): Problem {
  const outside = fromCel(value);
  const kind = outside === undefined ? 'something else' : kindOf(outside);
  const hint = HINTS[kind]?.replace('x', text.trim());
  return problem('bad-condition', `the condition must be true or false, this is ${kind}`, placeAt(0), hint);
}

const HINTS: Readonly<Record<string, string>> = {
  text: 'compare it: x != ""',
  'a whole number': 'compare it: x != 0',
  'a list': 'ask for its size: size(x) > 0',
  'a map': 'ask for its size: size(x) > 0',
};

function joinTexts(texts: readonly string[]): string {
  return texts.length === 1
    ? (texts[0] ?? '')
    : texts.map((text) => (text.includes('||') ? `(${text})` : text)).join(' && ');
}
