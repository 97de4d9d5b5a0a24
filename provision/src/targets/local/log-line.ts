import { stripVTControlCharacters } from 'node:util';

import { z } from 'zod';

/** The level of a line that is shown. */
export type LineLevel = 'info' | 'warn' | 'error';

/** A line of a service's log, made short for the screen. */
export interface ShortLine {
  readonly level: LineLevel;
  readonly text: string;
}

const RequestFields = z.object({
  msg: z.literal('request'),
  method: z.string(),
  route: z.string(),
  status: z.number(),
  durationMs: z.number(),
  flags: z.string().optional(),
});

/** What every line of one service says alike, or nobody reads while it scrolls by. */
const QUIET_KEYS = new Set([
  'level',
  'time',
  'service',
  'version',
  'release',
  'msg',
  'requestId',
  'pid',
  'hostname',
]);
const LONGEST = 300;

/** A line of a log (pino's JSON, or plain text) as a reader wants it; undefined for what is below `info`. */
export function shortenLine(line: string): ShortLine | undefined {
  const fields = parseFields(line);
  if (!fields) return line.trim() === '' ? undefined : { level: 'error', text: clean(line) };
  const level = String(fields['level']);
  if (level === 'debug' || level === 'trace') return undefined;
  const shown = level === 'info' || level === 'warn' ? level : 'error';
  const request = RequestFields.safeParse(fields);
  if (request.success) return { level: shown, text: clean(requestText(request.data)) };
  const rest = Object.entries(fields).filter(([key]) => !QUIET_KEYS.has(key));
  const message = typeof fields['msg'] === 'string' ? fields['msg'] : '';
  return {
    level: shown,
    text: clean([message, ...rest.map(([key, value]) => `${key}=${valueText(value)}`)].join(' ')),
  };
}

function requestText({
  method,
  route,
  status,
  durationMs,
  flags = '-',
}: z.infer<typeof RequestFields>): string {
  const duration = durationMs < 10 ? durationMs.toFixed(1) : Math.round(durationMs);
  return `${method} ${route} ${status} ${flags === '-' ? '' : `${flags} `}${duration} ms`;
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  const message = (value as { message?: unknown } | null)?.message;
  return typeof message === 'string' ? message : (JSON.stringify(value) ?? '');
}

function parseFields(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    // Not every line that begins with a brace is ours.
    return undefined;
  }
}

/** On one line, without what could move the cursor: a request must not draw on the terminal. */
function clean(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  const plain = stripVTControlCharacters(text).replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
}
