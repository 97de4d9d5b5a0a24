import type { ShellOutput } from '../action.ts';
import type { Result } from '../decision.ts';
import type { ReturnedField } from '../module.ts';
import { deltaText, timeText } from './time-text.ts';

/** Where Python's splitlines, which made `stdout_lines` what people know, ends a line. */
// eslint-disable-next-line no-control-regex -- the separators are control characters
const LINE_END = /\r\n|[\n\r\v\f\u001C-\u001E\u0085\u2028\u2029]/;

/** The result of a command that ran. */
export function ranResult(
  output: ShellOutput,
  { cmd, isStripped }: { readonly cmd: string | readonly string[]; readonly isStripped: boolean },
): Result {
  return {
    cmd,
    rc: output.exitCode,
    start: timeText(output.start),
    end: timeText(output.end),
    delta: deltaText(output.durationMs),
    msg: output.exitCode === 0 ? '' : 'non-zero return code',
    ...printed(output.stdout, output.stderr, isStripped),
  };
}

/** The result of a command that did not run. */
export function heldResult(
  cmd: string | readonly string[],
  said: { readonly msg: string; readonly stdout: string },
): Result {
  return {
    cmd,
    rc: 0,
    start: null,
    end: null,
    delta: null,
    msg: said.msg,
    ...printed(said.stdout, '', true),
  };
}

function printed(stdout: string, stderr: string, isStripped: boolean): Result {
  const [out, error] = [stdout, stderr].map((text) => (isStripped ? withoutEnds(text) : text)) as [
    string,
    string,
  ];
  return { stdout: out, stdout_lines: linesOf(out), stderr: error, stderr_lines: linesOf(error) };
}

/** Without the line breaks at its end. A regular expression takes for ever where there are very many. */
function withoutEnds(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === '\n' || text[end - 1] === '\r')) end -= 1;
  return text.slice(0, end);
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(LINE_END);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** What command and shell return. */
export const RUN_RETURNS: Readonly<Record<string, ReturnedField>> = {
  cmd: {
    description: 'What ran: a list of words for command, a text for shell.',
    type: 'raw',
    returned: 'always',
  },
  rc: {
    description: 'The exit code; of a command that a signal ended, 128 and its number.',
    type: 'int',
    returned: 'always',
  },
  stdout: { description: 'What it printed.', type: 'str', returned: 'always' },
  stdout_lines: { description: 'The same, by line.', type: 'list', returned: 'always' },
  stderr: { description: 'What it printed on standard error.', type: 'str', returned: 'always' },
  stderr_lines: { description: 'The same, by line.', type: 'list', returned: 'always' },
  start: { description: 'When it began, in UTC.', type: 'str', returned: 'when it ran' },
  end: { description: 'When it ended, in UTC.', type: 'str', returned: 'when it ran' },
  delta: { description: 'How long it took.', type: 'str', returned: 'when it ran' },
  msg: { description: 'Why it did not run, or that it failed.', type: 'str', returned: 'always' },
  skipped: {
    description: 'That it was left out, for a check changes nothing.',
    type: 'bool',
    returned: 'in check mode, without creates and removes',
  },
};
