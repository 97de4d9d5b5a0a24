import { problemCodes } from '@remla-lab/service-kit';

import { modelErrorCodes } from '../../model-service/src/model/model-error.ts';
import { ERROR_CODES } from '../../provision/src/errors.ts';
import { PROBLEM_CODES } from '../../provision/src/source/codes.ts';

/** docs/errors.md as it must be: every code that the lab and its services know, from the tables in the code. */
export function errorsPage(): string {
  return [
    '# Errors',
    '',
    'Written from the tables in the code by `node e2e/reference/write.ts`; a test keeps both in step.',
    '',
    '## Problems',
    '',
    'What you can mend in a file or a flag. The `lab` command collects all of them, shows each as',
    '`FILE:LINE:COLUMN` with the line, a caret and, where there is one, a hint, starts nothing, and exits with 4.',
    '',
    table(
      ['code', 'meaning'],
      Object.entries(PROBLEM_CODES).map(([code, text]) => [`\`${code}\``, text]),
    ),
    '',
    '## Errors of the `lab` command',
    '',
    'What stops a command, or a task on a machine. Exit codes: 1 a bug of ours · 2 something that was asked for failed · 3 a',
    'machine could not be reached · 4 bad files · 5 bad command line · 130 interrupted.',
    '',
    table(
      ['code', 'meaning'],
      Object.entries(ERROR_CODES).map(([code, text]) => [`\`${code}\``, text]),
    ),
    '',
    '## Problems over HTTP',
    '',
    'What app and model-service answer, as `application/problem+json` (RFC 9457). The code is the last part of `type`;',
    '`errors` names each faulty field by its JSON pointer, in a batch with its index.',
    '',
    table(
      ['code', 'status', 'title'],
      Object.entries(problemCodes).map(([code, { status, title }]) => [`\`${code}\``, String(status), title]),
    ),
    '',
    '## Models that cannot be served',
    '',
    'Why model-service is alive but not ready: `/api/v1/ready` and its log name the code and the file.',
    '',
    table(
      ['code', 'meaning'],
      Object.entries(modelErrorCodes).map(([code, text]) => [`\`${code}\``, text]),
    ),
    '',
  ].join('\n');
}

/** A Markdown table, its columns padded as the formatter pads them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
