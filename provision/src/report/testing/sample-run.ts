import type { Diff, Result } from '../../modules/decision.ts';
import type { Recap, RunEvent, Status, TaskOutcome, TaskTitle } from '../../run/event.ts';

const START_MS = Date.UTC(2026, 10, 21, 9, 30, 0);
const HOSTS = ['controller', 'node1', 'node2'] as const;

/** What a task of the sample came to on one machine. */
interface Step {
  readonly status: Status;
  readonly ms: number;
  readonly result?: Result;
  readonly diff?: readonly Diff[];
  readonly reason?: string;
  readonly isIgnored?: boolean;
  readonly isRescued?: boolean;
  readonly items?: readonly { readonly label: string; readonly status: Status }[];
  readonly waiting?: string;
  readonly retries?: number;
  readonly delegate?: string;
}

interface SampleTask {
  readonly name: string;
  readonly module: string;
  readonly section?: TaskTitle['section'];
  /** By host; a host that is not there does not take part. */
  readonly steps: Readonly<Record<string, Step>>;
}

const everywhere = (step: Step) => Object.fromEntries(HOSTS.map((host) => [host, step]));

const MOTD: Diff = {
  before: 'Debian GNU/Linux 12\n',
  after: 'Debian GNU/Linux 12\nA machine of the lab: controller, 192.168.56.110\n',
  beforeHeader: '/etc/motd',
  afterHeader: '/etc/motd (template motd.hbs)',
};

const TASKS: readonly SampleTask[] = [
  { name: 'Gathering facts', module: 'setup', section: 'facts', steps: everywhere({ status: 'ok', ms: 41 }) },
  {
    name: 'Packages that every machine needs',
    module: 'apt',
    steps: {
      controller: {
        status: 'changed',
        ms: 8420,
        waiting: 'apt-daily.service holds /var/lib/dpkg/lock-frontend (pid 812)',
      },
      node1: { status: 'changed', ms: 6230 },
      node2: { status: 'ok', ms: 110 },
    },
  },
  {
    name: 'Swap is off',
    module: 'command',
    steps: everywhere({ status: 'skipped', ms: 1, reason: 'facts.swaptotal_mb > 0 (base.yml:18:13)' }),
  },
  {
    name: 'Kernel modules for the network',
    module: 'modprobe',
    steps: everywhere({
      status: 'changed',
      ms: 130,
      items: [
        { label: 'br_netfilter', status: 'changed' },
        { label: 'overlay', status: 'ok' },
      ],
    }),
  },
  {
    name: 'A motd that says what this is',
    module: 'template',
    steps: everywhere({ status: 'changed', ms: 64, diff: [MOTD] }),
  },
  {
    name: 'What is it <script>alert("x")</script> & more',
    module: 'debug',
    steps: everywhere({ status: 'ok', ms: 1, result: { msg: 'kernel 6.1\nDebian 12' } }),
  },
  {
    name: 'Time is right',
    module: 'command',
    steps: {
      controller: { status: 'ok', ms: 20, retries: 2 },
      node1: {
        status: 'failed',
        ms: 2300,
        isIgnored: true,
        result: {
          failed: true,
          msg: 'non-zero return code',
          rc: 1,
          cmd: ['chronyc', 'waitsync'],
          stderr: '506 Cannot talk to daemon\n',
          stdout: '',
        },
      },
      node2: { status: 'ok', ms: 25 },
    },
  },
  {
    name: 'The cluster answers',
    module: 'wait_for',
    steps: {
      controller: { status: 'ok', ms: 1240, delegate: 'node1' },
      node1: { status: 'ok', ms: 900 },
      node2: {
        status: 'failed',
        ms: 30_100,
        waiting: 'port 6443 is closed',
        result: {
          failed: true,
          msg: 'Timeout when waiting for 192.168.56.110:6443',
          cause: 'k3s.service: Failed with result "exit-code".\nflannel: interface eth9 not found',
        },
      },
    },
  },
  {
    name: 'Restart the journal',
    module: 'systemd',
    section: 'handlers',
    steps: {
      controller: { status: 'changed', ms: 340 },
      node1: {
        status: 'unreachable',
        ms: 10_000,
        result: { msg: 'node1 does not answer: connect ETIMEDOUT 192.168.56.111:22' },
      },
    },
  },
];

/** A run with everything that a report has to show: changes, a wait, retries, items, diffs, failures of each kind. */
export function sampleRun({ isCheck = false }: { readonly isCheck?: boolean } = {}): readonly RunEvent[] {
  return runOf(TASKS, { isCheck });
}

/** A run of many tasks, most of which change nothing. */
export function longRun(count: number): readonly RunEvent[] {
  const tasks = Array.from({ length: count }, (_, index): SampleTask => ({
    name: `Task number ${index + 1} of a long list`,
    module: index % 3 === 0 ? 'file' : 'copy',
    steps: everywhere({ status: index % 17 === 0 ? 'changed' : 'ok', ms: 3 + ((index * 7919) % 40) }),
  }));
  return runOf(tasks, { isCheck: false });
}

function runOf(
  tasks: readonly SampleTask[],
  { isCheck }: { readonly isCheck: boolean },
): readonly RunEvent[] {
  const events: RunEvent[] = [
    {
      type: 'run-started',
      atMs: START_MS,
      version: '0.1.0',
      playbooks: ['playbooks/site.yml'],
      hosts: HOSTS,
      isCheck,
      isDiff: true,
    },
    {
      type: 'play-started',
      atMs: START_MS + 1,
      playId: 'base.yml:1:3',
      name: 'What every machine needs',
      hosts: HOSTS,
      batch: 0,
    },
  ];
  let nowMs = START_MS + 1;
  for (const [index, task] of tasks.entries()) {
    const title: TaskTitle = {
      id: `playbooks/base.yml:${10 + index * 6}:7`,
      name: task.name,
      module: task.module,
      section: task.section ?? 'tasks',
      place: { file: 'playbooks/base.yml', position: { line: 10 + index * 6, column: 7 } },
    };
    const startMs = nowMs;
    const own = Object.entries(task.steps).flatMap(([host, step]) =>
      stepEvents(title.id, host, step, startMs),
    );
    events.push({ type: 'task-started', atMs: startMs, task: title }, ...own.sort((a, b) => a.atMs - b.atMs));
    nowMs = (events.at(-1)?.atMs ?? nowMs) + 1;
  }
  const status = Object.values(recapOf(tasks)).some(({ unreachable }) => unreachable > 0)
    ? 'unreachable'
    : 'ok';
  events.push({
    type: 'run-finished',
    atMs: nowMs,
    status,
    recap: recapOf(tasks),
    durationMs: nowMs - START_MS,
    left: [],
  });
  return events;
}

function stepEvents(taskId: string, host: string, step: Step, startMs: number): readonly RunEvent[] {
  const at = { taskId, host };
  const endMs = startMs + step.ms;
  const items = step.items ?? [];
  return [
    { type: 'host-started', atMs: startMs, ...at },
    ...(step.waiting === undefined
      ? []
      : [{ type: 'waiting' as const, atMs: startMs + 1, ...at, reason: step.waiting }]),
    ...Array.from({ length: step.retries ?? 0 }, (_, index) => ({
      type: 'retry' as const,
      atMs: startMs + 2 + index,
      ...at,
      attempt: index + 1,
      of: 3,
      outcome: outcomeOf({ status: 'failed', ms: 1 }),
    })),
    ...items.map(({ label, status }, index) => ({
      type: 'item-finished' as const,
      atMs: startMs + 3 + index,
      ...at,
      label,
      index,
      count: items.length,
      outcome: outcomeOf({ status, ms: 1 }),
    })),
    {
      type: 'host-finished',
      atMs: endMs,
      ...at,
      delegate: step.delegate,
      outcome: outcomeOf(step),
      items: items.length,
      notified: [],
    },
  ];
}

function outcomeOf(step: Step): TaskOutcome {
  const { status, ms, result = {}, diff = [], reason, isIgnored = false, isRescued = false } = step;
  return {
    status,
    result: { changed: status === 'changed', ...result },
    diff,
    isRescued,
    isIgnored,
    reason,
    durationMs: ms,
    roundTrips: 2,
  };
}

function recapOf(tasks: readonly SampleTask[]): Readonly<Record<string, Recap>> {
  return Object.fromEntries(
    HOSTS.map((host) => {
      const steps = tasks.flatMap(({ steps: byHost }) => byHost[host] ?? []);
      const count = (test: (step: Step) => boolean) => steps.filter(test).length;
      const recap: Recap = {
        ok: count(({ status, isIgnored }) => status === 'ok' || status === 'changed' || isIgnored === true),
        changed: count(({ status }) => status === 'changed'),
        unreachable: count(({ status }) => status === 'unreachable'),
        failed: count(({ status, isIgnored }) => status === 'failed' && isIgnored !== true),
        skipped: count(({ status }) => status === 'skipped'),
        rescued: 0,
        ignored: count(({ isIgnored }) => isIgnored === true),
        unknown: count(({ status }) => status === 'unknown'),
      };
      return [host, recap];
    }),
  );
}
