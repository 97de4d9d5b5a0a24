import { EVENTS, OUTCOME_FIELDS } from './events.ts';
import { table } from './table.ts';

/** docs/events.md as it must be: what events.jsonl and `--output json` hold. */
export function eventsPage(): string {
  return [
    '# Events of a run',
    '',
    'Written from the code by `npm run docs -w provision`; a test keeps both in step. `lab provision --output json` prints',
    'these events, one JSON object a line, and each run leaves them in `.lab/runs/TIME/events.jsonl`. Secrets in them are',
    '`***`. Every event has its `type` and `atMs`, milliseconds since 1970.',
    ...Object.entries(EVENTS).flatMap(([type, { summary, fields }]) => [
      '',
      `## ${type}`,
      '',
      summary,
      '',
      table(['field', 'what it is'], rowsOf(fields)),
    ]),
    '',
    '## Outcome',
    '',
    table(['field', 'what it is'], rowsOf(OUTCOME_FIELDS)),
    '',
  ].join('\n');
}

function rowsOf(fields: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  return Object.entries(fields).map(([field, text]) => [`\`${field}\``, text]);
}
