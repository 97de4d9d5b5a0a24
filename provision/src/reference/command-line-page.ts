import { COMMANDS } from '../command-line/commands.ts';
import type { CommandDescription } from '../command-line/commands.ts';
import { optionsTable } from './sections.ts';
import { table } from './table.ts';

/** docs/cli.md as it must be: every command with its options, and the exit codes. */
export function commandLinePage(): string {
  return [
    '# The `lab` command',
    '',
    'Written from the code by `npm run docs -w provision`; a test keeps both in step. `lab help COMMAND` says the same in',
    'the terminal. `npm run lab -- …` and `npx lab …` are one program.',
    ...Object.entries(COMMANDS).flatMap(([name, command]) => commandSection(name, command)),
    '',
    '## Exit codes',
    '',
    table(['code', 'meaning'], EXIT_CODES),
    '',
  ].join('\n');
}

function commandSection(name: string, command: CommandDescription): readonly string[] {
  const { summary, details, examples, options, words } = command;
  return [
    '',
    `## lab ${name}`,
    '',
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    ...details.flatMap((paragraph) => ['', paragraph]),
    '',
    '```sh',
    ...examples,
    '```',
    '',
    ...(words ? [`\`${words.placeholder}\`: ${words.summary}.`, ''] : []),
    optionsTable(options),
  ];
}

const EXIT_CODES = [
  ['0', 'done'],
  ['1', 'a bug of ours'],
  ['2', 'a task failed, or something did not hold or did not start'],
  ['3', 'a machine could not be reached (wins over 2)'],
  ['4', 'a file is wrong; nothing was begun'],
  ['5', 'the command line is wrong; nothing was begun'],
  ['130', 'interrupted'],
];
