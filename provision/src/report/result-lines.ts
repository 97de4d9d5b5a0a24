import type { Result } from '../modules/decision.ts';
import { printable } from './printable.ts';

/** Longer texts are cut at their middle in a terminal; events.jsonl has them, or says where they are. */
const MOST_LINES = 60;
const MOST_CELLS = 20_000;

/** Fields that say nothing beside the line that they stand below. */
const IMPLIED = new Set(['changed', 'failed', 'msg', 'skipped', 'skip_reason', 'unreachable']);
/** Said again, line by line, by others. */
const REPEATED = new Set(['stdout_lines', 'stderr_lines']);

/** The message of a result, on one line or several; undefined where it has none. */
export function messageOf({ msg }: Result): string | undefined {
  if (msg === undefined || msg === '') return undefined;
  return printable(typeof msg === 'string' ? msg : JSON.stringify(msg, undefined, 2));
}

/** What a failure left that helps to understand it: the exit code, and what was printed. */
export function failureLines(result: Result): readonly string[] {
  const code = result['rc'];
  return [
    ...(typeof code === 'number' && code !== 0 ? [`rc: ${code}`] : []),
    ...['cmd', 'stderr', 'stdout', 'cause', 'path', 'dest', 'evaluated_to', 'assertion'].flatMap((field) => {
      const value = result[field];
      return value === undefined || value === '' || value === null ? [] : fieldLines(field, value);
    }),
  ];
}

/** Every field of a result, a line or a block each: what -v shows. */
export function resultLines(result: Result): readonly string[] {
  const fields = Object.entries(result).filter(([field]) => !IMPLIED.has(field) && !REPEATED.has(field));
  return fields.flatMap(([field, value]) => fieldLines(field, value));
}

function fieldLines(field: string, value: unknown): readonly string[] {
  if (value === '' || value === undefined) return [];
  const text = printable(valueText(value)).replace(/\n+$/, '');
  const lines = shorten(text).split('\n');
  if (lines.length === 1) return [`${field}: ${lines[0] ?? ''}`];
  return [`${field}:`, ...lines.map((line) => `  ${line}`)];
}

/** A field's value: text as it is, all else as JSON, on one line where it is short. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  // Words of a command, short lists: on one line.
  const short = JSON.stringify(value);
  return short.length <= 80 ? short : JSON.stringify(value, undefined, 2);
}

/** The last line of a text that not even an event has whole. */
const WHERE_LINE = /\n\(all of it: [^\n]*\)$/;

/** The beginning and the end of what is too long. */
export function shorten(text: string): string {
  const where = WHERE_LINE.test(text) ? '' : ', events.jsonl has them';
  const cut = text.length <= MOST_CELLS ? text : middleCut(text, where);
  const lines = cut.split('\n');
  if (lines.length <= MOST_LINES) return cut;
  const half = MOST_LINES / 2;
  const left = lines.length - MOST_LINES;
  return [...lines.slice(0, half), `… ${left} lines left out${where} …`, ...lines.slice(-half)].join('\n');
}

function middleCut(text: string, where: string): string {
  const half = MOST_CELLS / 2;
  return `${text.slice(0, half)}\n… ${text.length - MOST_CELLS} characters left out${where} …\n${text.slice(-half)}`;
}
