import type { Keyword, Level } from './keyword.ts';

const ALL: readonly Level[] = ['play', 'block', 'parallel', 'task', 'handler', 'include', 'import'];
const BELOW_PLAY: readonly Level[] = ['block', 'parallel', 'task', 'handler', 'include', 'import'];
const TASKS: readonly Level[] = ['task', 'handler'];
const LOOPED: readonly Level[] = ['task', 'handler', 'include'];

/** Every keyword of plays, blocks and tasks. The loader, the schema for editors and the reference are made of it. */
export const KEYWORDS: readonly Keyword[] = [
  { name: 'name', on: ALL, shape: 'text', summary: 'What reports call it.' },
  {
    name: 'hosts',
    on: ['play'],
    shape: 'texts',
    summary: 'The machines: a pattern such as `all`, `nodes:!node2`.',
  },
  {
    name: 'gather_facts',
    on: ['play'],
    shape: 'boolean',
    summary: 'Gathers `facts` first.',
    default: 'true',
  },
  {
    name: 'serial',
    on: ['play'],
    shape: 'serial',
    summary: 'Machines at once: a number, `30%`, or a list of them whose last is repeated.',
    default: 'all',
  },
  {
    name: 'strategy',
    on: ['play'],
    shape: 'strategy',
    summary: 'Only `linear`: task by task on all machines.',
    default: 'linear',
  },
  {
    name: 'connection',
    on: ['play'],
    shape: 'connection',
    summary: '`local` runs the tasks on this machine in the place of each host.',
    default: 'ssh',
  },
  {
    name: 'vars_files',
    on: ['play'],
    shape: 'texts',
    summary:
      'Files of variables beside the playbook, later ones win; templates in their names hang on what is known before the run.',
  },
  {
    name: 'pre_tasks',
    on: ['play'],
    shape: 'tasks',
    summary: 'Tasks before `tasks`; their handlers run before those.',
  },
  { name: 'tasks', on: ['play'], shape: 'tasks', summary: 'The tasks, in order.' },
  { name: 'post_tasks', on: ['play'], shape: 'tasks', summary: 'Tasks behind `tasks` and their handlers.' },
  {
    name: 'handlers',
    on: ['play'],
    shape: 'handlers',
    summary: 'Tasks that run once, at the end, when they were notified.',
  },
  { name: 'vars', on: ALL, shape: 'variables', summary: 'Variables, by name.' },
  {
    name: 'tags',
    on: ALL,
    shape: 'texts',
    summary: 'Words for --tags and --skip-tags; `always` and `never` have a meaning.',
  },
  { name: 'become', on: ALL, shape: 'boolean', summary: 'Runs as another user, by sudo.', default: 'false' },
  { name: 'become_user', on: ALL, shape: 'text', summary: 'The user that `become` means.', default: 'root' },
  {
    name: 'environment',
    on: ALL,
    shape: 'environment',
    summary: 'Environment variables of what the tasks run.',
  },
  {
    name: 'ignore_errors',
    on: ALL,
    shape: 'boolean',
    summary: 'Goes on where a task fails.',
    default: 'false',
  },
  {
    name: 'ignore_unreachable',
    on: ALL,
    shape: 'boolean',
    summary: 'Goes on with a machine that did not answer.',
    default: 'false',
  },
  {
    name: 'any_errors_fatal',
    on: ALL,
    shape: 'boolean',
    summary: 'One failed machine ends the play for all.',
    default: 'false',
  },
  {
    name: 'no_log',
    on: ALL,
    shape: 'boolean',
    summary: 'Shows nothing of arguments and results.',
    default: 'false',
  },
  {
    name: 'check_mode',
    on: ALL,
    shape: 'boolean',
    summary: 'true: only predicts; false: runs with --check too.',
  },
  { name: 'diff', on: ALL, shape: 'boolean', summary: 'Shows what changes in files, as --diff does.' },
  {
    name: 'timeout',
    on: ALL,
    shape: 'number',
    summary: 'Seconds after which a task is ended.',
    default: '0 (none)',
  },
  {
    name: 'run_once',
    on: ALL,
    shape: 'boolean',
    summary: 'Runs on the first machine, for all.',
    default: 'false',
  },
  {
    name: 'throttle',
    on: ALL,
    shape: 'number',
    summary: 'At most this many machines at once.',
    default: '0 (none)',
  },
  { name: 'when', on: BELOW_PLAY, shape: 'condition', summary: 'Runs only where this holds.' },
  {
    name: 'delegate_to',
    on: BELOW_PLAY,
    shape: 'text',
    summary: 'Runs on this machine, for the one of the play.',
  },
  { name: 'block', on: ['block'], shape: 'tasks', summary: 'Tasks that are done together.' },
  { name: 'rescue', on: ['block'], shape: 'tasks', summary: 'Tasks for when one of the block fails.' },
  { name: 'always', on: ['block'], shape: 'tasks', summary: 'Tasks that are done in any case.' },
  {
    name: 'parallel',
    on: ['parallel'],
    shape: 'tasks',
    summary: 'Tasks that run at the same time on each machine.',
  },
  { name: 'register', on: TASKS, shape: 'text', summary: 'A variable for the result.' },
  { name: 'loop', on: LOOPED, shape: 'loop', summary: 'A list: the task runs once an item, as `item`.' },
  {
    name: 'loop_control',
    on: LOOPED,
    shape: 'loop-control',
    summary: '`loop_var`, `index_var`, `label`, `pause` (seconds), `extended`.',
  },
  { name: 'until', on: TASKS, shape: 'condition', summary: 'Tries again until this holds for the result.' },
  { name: 'retries', on: TASKS, shape: 'number', summary: 'How many further tries.', default: '3' },
  { name: 'delay', on: TASKS, shape: 'number', summary: 'Seconds between tries.', default: '5' },
  { name: 'changed_when', on: TASKS, shape: 'condition', summary: 'When the task counts as changed.' },
  { name: 'failed_when', on: TASKS, shape: 'condition', summary: 'When the task counts as failed.' },
  {
    name: 'notify',
    on: TASKS,
    shape: 'texts',
    summary: 'Handlers that run when the task changed something.',
  },
  { name: 'args', on: TASKS, shape: 'arguments', summary: 'Arguments of the module, beside a free form.' },
  { name: 'listen', on: ['handler'], shape: 'texts', summary: 'Further names under which it is notified.' },
];

/** `loop_control`'s own keys. */
export const LOOP_CONTROL: readonly { readonly name: string; readonly summary: string }[] = [
  { name: 'loop_var', summary: 'The name of the item. @default item' },
  { name: 'index_var', summary: 'A name for the index, from 0.' },
  { name: 'label', summary: 'What reports show of an item.' },
  { name: 'pause', summary: 'Seconds between two items.' },
  { name: 'extended', summary: 'Gives `ansible_loop` with index, length, first, last and more.' },
];

/** The names that a level knows. */
export function keywordsOf(level: Level): readonly string[] {
  return NAMES_BY_LEVEL.get(level) ?? [];
}

const NAMES_BY_LEVEL: ReadonlyMap<Level, readonly string[]> = new Map(
  ALL.map((level) => [level, KEYWORDS.filter(({ on }) => on.includes(level)).map(({ name }) => name)]),
);
