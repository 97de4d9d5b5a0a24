import { MODULE_NAMES, loadModule } from '../modules/registry.ts';
import type { Module } from '../modules/module.ts';
import { argumentRows, refusedArguments } from './argument-rows.ts';
import { table } from './table.ts';

/** docs/modules.md as it must be: what each module does, takes and gives back. */
export async function modulesPage(): Promise<string> {
  const loaded = await Promise.all(MODULE_NAMES.map((name) => loadModule(name)));
  const modules = loaded.flatMap((module) => module ?? []);
  return [
    '# Modules',
    '',
    'Written from the code by `npm run docs -w provision`; a test keeps both in step. Names, arguments, defaults and',
    "returned fields are Ansible's, and so are the full names: `ansible.builtin.copy` means `copy`.",
    '',
    'Every module returns `changed`; where it failed also `failed` and `msg`. What every task takes besides its module',
    'is in [playbooks.md](playbooks.md).',
    '',
    table(
      ['module', 'what it sees to', '--check'],
      modules.map(({ name, summary, check }) => [`[${name}](#${name})`, summary, checkText(check)]),
    ),
    ...modules.flatMap(moduleSection),
    '',
  ].join('\n');
}

function moduleSection(module: Module): readonly string[] {
  const { name, summary, notes = [], returns, example, alwaysActs } = module;
  const args = argumentRows(module);
  const fields = Object.entries(returns).map(([field, { type, returned, description }]) => [
    `\`${field}\``,
    type,
    returned,
    description,
  ]);
  return [
    '',
    `## ${name}`,
    '',
    summary,
    ...notes.flatMap((note) => ['', note]),
    ...(alwaysActs === undefined ? [] : ['', `A second run acts again: ${lowerFirst(alwaysActs)}`]),
    ...(args.length > 0 ? ['', table(['argument', 'value', 'default', 'meaning'], args)] : []),
    ...[...refusedArguments(module)].flatMap(([reason, names]) => [
      '',
      `Refused: ${names.map((each) => `\`${each}\``).join(', ')}. ${upperFirst(reason)}`,
    ]),
    ...(fields.length > 0 ? ['', table(['returned', 'type', 'when', 'what it is'], fields)] : []),
    '',
    // The example is shown as its module has it.
    '<!-- prettier-ignore -->',
    '```yaml',
    ...example.trim().split('\n'),
    '```',
  ];
}

function checkText(check: Module['check']): string {
  return check === 'full' ? 'predicts' : 'skips the task';
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

function upperFirst(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
