import { eventLine } from './event-line.ts';
import type { Report } from './report.ts';

/** Each event as a line of JSON: for programs. */
export function jsonReport(print: (text: string) => void): Report {
  return { sink: (event) => print(eventLine(event)), end: () => undefined };
}
