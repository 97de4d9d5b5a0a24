import type { RunEvent, TaskOutcome } from '../run/event.ts';

type FieldsOf<Type extends RunEvent['type']> = Exclude<
  keyof Extract<RunEvent, { type: Type }>,
  'type' | 'atMs'
>;

/** What an event is, and what each of its fields. */
type Described = {
  readonly [Type in RunEvent['type']]: {
    readonly summary: string;
    readonly fields: Readonly<Record<FieldsOf<Type>, string>>;
  };
};

const taskId = 'the id of the task';
const host = 'the machine, as the inventory names it';

/** Every event with every field: the compiler sees to it that none is missing here. */
export const EVENTS: Described = {
  'run-started': {
    summary: 'The run begins.',
    fields: {
      version: 'of lab',
      playbooks: 'as they were named',
      hosts: 'all machines of the plays',
      isCheck: '--check',
      isDiff: '--diff',
    },
  },
  'play-started': {
    summary: 'A play begins on a batch of machines.',
    fields: {
      playId: 'its id',
      name: 'its name',
      hosts: 'the machines of the batch',
      batch: 'from 0; more than one with `serial`',
    },
  },
  'play-skipped': {
    summary: 'A play has nothing to do.',
    fields: { playId: 'its id', name: 'its name', reason: 'why' },
  },
  'task-started': {
    summary: 'The first machine begins a task.',
    fields: { task: '`id`, `name`, `module`, `place` (`file`, `position`) and `section` of the task' },
  },
  'host-started': { summary: 'A machine begins a task.', fields: { taskId, host } },
  'item-finished': {
    summary: 'One item of a loop is done.',
    fields: {
      taskId,
      host,
      label: 'what is shown of the item',
      index: 'from 0',
      count: 'how many items there are',
      outcome: 'see below',
    },
  },
  retry: {
    summary: 'A try of `until` was not good.',
    fields: {
      taskId,
      host,
      attempt: 'from 1',
      of: 'how many further tries there may be',
      outcome: 'see below',
    },
  },
  'host-finished': {
    summary: 'A task is done on a machine.',
    fields: {
      taskId,
      host,
      delegate: 'where it ran, with `delegate_to`',
      outcome: 'see below; of a loop, the sum of its items',
      items: 'how many items it had; 0: no loop',
      notified: 'the handlers that it notified',
    },
  },
  output: {
    summary: 'What a task prints while it runs.',
    fields: { taskId, host, stream: 'stdout or stderr', text: 'one or more lines' },
  },
  progress: {
    summary: 'How far a transfer is.',
    fields: { taskId, host, what: 'the file', doneBytes: 'so far', totalBytes: 'in all, where it is known' },
  },
  waiting: {
    summary: "What something waits for: another run's lock, a poll's missing part, a machine that reboots.",
    fields: { taskId: 'the id of the task, where it is one that waits', host, reason: 'one sentence' },
  },
  note: {
    summary: 'Something that the user should know, and that is no task.',
    fields: { host: 'the machine, where it is about one', text: 'one sentence' },
  },
  'run-finished': {
    summary: 'The run ends. A run that was killed has no such event.',
    fields: {
      status: '`ok`, `failed`, `unreachable` or `interrupted`',
      recap: 'the numbers of each machine',
      durationMs: 'milliseconds',
      left: 'what was under way when it was interrupted',
    },
  },
};

/** What an outcome holds. */
export const OUTCOME_FIELDS: Readonly<Record<keyof TaskOutcome, string>> = {
  status: '`ok`, `changed`, `failed`, `skipped`, `unreachable`, or in check mode `unknown`',
  result:
    "what the module returned, under Ansible's names; without stdout_lines and stderr_lines; a text of more than 262,144 characters lacks its middle, and its last line says where all of it is (a file in `texts/` beside events.jsonl, or the `output` events)",
  diff: '`before` and `after` of each thing that changed, with headers',
  isRescued: 'the failure was caught by `rescue`',
  isIgnored: 'the failure was passed over',
  reason: 'why it was skipped, or is unknown',
  durationMs: 'milliseconds',
  roundTrips: 'how often the machine was asked',
};
