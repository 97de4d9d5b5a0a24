import type { RunEvent } from '../run/event.ts';

/** What only says `stdout` and `stderr` again, line by line. */
const REPEATED = new Set(['stdout_lines', 'stderr_lines']);

/** An event as a line of JSON, with its line break. */
export function eventLine(event: RunEvent): string {
  return `${JSON.stringify(event, (key, value: unknown) => (REPEATED.has(key) ? undefined : value))}\n`;
}
