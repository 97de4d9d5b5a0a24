import type { Result } from '../modules/decision.ts';

/** Longer texts stand in no event: a register has them whole, reports say where they are. */
const MOST_CHARACTERS = 262_144;

/** What only says `stdout` and `stderr` again, line by line. */
const REPEATED = new Set(['stdout_lines', 'stderr_lines']);

/** A result without what it says twice; of a loop, those of its items too. */
export function withoutLines(result: Result): Result {
  const { results } = result;
  const kept = Object.fromEntries(Object.entries(result).filter(([field]) => !REPEATED.has(field)));
  if (!Array.isArray(results)) return kept;
  return { ...kept, results: results.map((each: unknown) => (isMap(each) ? withoutLines(each) : each)) };
}

/**
 * A result without the middle of its long texts; each ends with where all of it is. `keep` is given a long text with the
 * name of its field, and says that.
 */
export function boundTexts(result: Result, keep: (text: string, field: string) => string): Result {
  return bound(result, '', keep) as Result;
}

function bound(value: unknown, field: string, keep: (text: string, field: string) => string): unknown {
  if (typeof value === 'string') {
    return value.length <= MOST_CHARACTERS ? value : cutText(value, keep(value, field));
  }
  if (Array.isArray(value)) return value.map((each: unknown) => bound(each, field, keep));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, bound(each, name, keep)]));
}

/** The beginning and the end of a text that is too long for an event, and where all of it is; others as they are. */
export function cutText(text: string, where: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  const half = MOST_CHARACTERS / 2;
  const left = text.length - MOST_CHARACTERS;
  return `${copy(text.slice(0, half))}\n… ${left} characters left out …\n${copy(text.slice(-half))}\n(all of it: ${where})`;
}

/** A part of a text as the engine keeps it would keep all of the text in memory. */
function copy(part: string): string {
  return Buffer.from(part).toString();
}

function isMap(value: unknown): value is Result {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
