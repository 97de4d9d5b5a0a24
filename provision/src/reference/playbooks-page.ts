import { CEL_FUNCTIONS } from '../expression/cel-library.ts';
import { TEMPLATE_HELPERS } from '../expression/helpers.ts';
import { ConnectionSettings, SETTING_ALIASES } from '../inventory/schema.ts';
import { MAGIC_VARIABLES, PRECEDENCE } from '../plan/precedence.ts';
import { KEYWORDS, LOOP_CONTROL } from '../playbook/keywords.ts';
import { NOT_BUILT_KEYWORDS, NOT_BUILT_MODULES } from '../playbook/not-built.ts';
import { table } from './table.ts';

/** docs/playbooks.md as it must be: the words of playbooks and inventories, and where variables come from. */
export function playbooksPage(): string {
  return [
    '# Playbooks and inventories',
    '',
    'Written from the code by `npm run docs -w provision`; a test keeps both in step. The modules are in',
    '[modules.md](modules.md), the flags in [cli.md](cli.md), what differs from Ansible in [ansible.md](ansible.md).',
    '',
    '## Keywords',
    '',
    table(
      ['keyword', 'stands on', 'default', 'meaning'],
      KEYWORDS.map((word) => [
        `\`${word.name}\``,
        levelsText(word.on),
        word.default === undefined ? '' : word.default,
        word.summary,
      ]),
    ),
    '',
    '`loop_control` knows:',
    '',
    table(
      ['key', 'meaning'],
      LOOP_CONTROL.map(({ name, summary }) => [`\`${name}\``, summary.replace(' @default', ' Default:')]),
    ),
    '',
    '## Templates and conditions',
    '',
    'A template is `{{ path }}` or `{{helper …}}` in a text; a value that is exactly one `{{…}}` keeps its type. Every path',
    'has to be there: what resolves to nothing is a problem, never an empty text.',
    '',
    table(
      ['helper', 'what comes back'],
      [...TEMPLATE_HELPERS.values()].map(({ signature, summary }) => [`\`{{${signature}}}\``, summary]),
    ),
    '',
    'Conditions (`when`, `until`, `changed_when`, `failed_when`, `that`) are CEL, the language of Kubernetes: a boolean, a text,',
    'or a list of which all must hold. Besides its own functions there are:',
    '',
    table(
      ['function', 'what comes back'],
      CEL_FUNCTIONS.map(({ signature, summary }) => [`\`${signature}\``, summary]),
    ),
    '',
    '## What is not built',
    '',
    "Ansible's words that are answered with our way:",
    '',
    table(
      ['word', 'our way'],
      Object.entries({ ...NOT_BUILT_KEYWORDS, ...NOT_BUILT_MODULES }).map(([word, way]) => [
        `\`${word}\``,
        way,
      ]),
    ),
    '',
    '## Where variables come from',
    '',
    'Lowest first: of two with one name, the later wins.',
    '',
    ...PRECEDENCE.map(({ summary }, index) => `${index + 1}. ${summary}`),
    '',
    'Variables that are always there:',
    '',
    table(
      ['variable', 'what it is'],
      MAGIC_VARIABLES.map(({ name, summary }) => [`\`${name}\``, summary]),
    ),
    '',
    '## Inventories',
    '',
    'YAML with the names that Ansible gives to everything: groups with `hosts`, `children` and `vars`, `all` among them;',
    '`group_vars/` and `host_vars/` beside the file. Variables that say how a machine is reached stand with a host, a group',
    'or in these files:',
    '',
    table(
      ['variable', 'also', 'meaning'],
      Object.entries(ConnectionSettings.shape).map(([name, { description }]) => [
        `\`${name}\``,
        aliasesOf(name),
        description ?? '',
      ]),
    ),
    '',
    '## Patterns of hosts',
    '',
    table(['pattern', 'means'], PATTERNS),
    '',
  ].join('\n');
}

const PATTERNS = [
  ['`all`, `*`', 'every machine of the inventory'],
  ['`node1`', 'a machine, or a group of that name'],
  ['`a,b` or `a:b`', 'what one of them means'],
  ['`a:&b`', 'what both of them mean'],
  ['`a:!b`', 'what `a` means and `b` does not'],
  ['`node*`, `node[12]`', 'names that look like this'],
  ['`~node\\d+`', 'names that begin with a match of the regular expression'],
  ['`nodes[0]`, `nodes[-1]`, `nodes[0:1]`', 'the first of a group, the last, the first two'],
  ['`localhost`', 'this machine, where the inventory has none of that name'],
  ['`@failed`, `@FILE`', 'with `-l` only: what failed last time; the patterns of a file'],
];

function levelsText(levels: readonly string[]): string {
  return levels.length >= 7 ? 'everything' : levels.join(', ');
}

function aliasesOf(name: string): string {
  const aliases = Object.keys(SETTING_ALIASES).filter((alias) => SETTING_ALIASES[alias] === name);
  return aliases.map((alias) => `\`${alias}\``).join(', ');
}
