import type { RunEvent } from '../provision/src/run/event.ts';

/** One run of `lab provision --output json`, read from its events. */
export interface Run {
  readonly exitCode: number;
  readonly events: readonly RunEvent[];
  /** How each task ended, by `TASK@MACHINE`. */
  readonly statuses: ReadonlyMap<string, string>;
  /** The failures' messages, by `TASK@MACHINE`. */
  readonly messages: ReadonlyMap<string, string>;
  readonly stderr: string;
}

/** A run from what it printed. */
export function readRun(stdout: string, stderr: string, exitCode: number): Run {
  const events = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as RunEvent);
  const names = new Map(
    events.flatMap((event) => (event.type === 'task-started' ? [[event.task.id, event.task.name]] : [])),
  );
  const finished = events.filter((event) => event.type === 'host-finished');
  const keyOf = ({ taskId, host }: { taskId: string; host: string }) =>
    `${names.get(taskId) ?? taskId}@${host}`;
  return {
    exitCode,
    events,
    statuses: new Map(finished.map((event) => [keyOf(event), event.outcome.status])),
    messages: new Map(finished.map((event) => [keyOf(event), messageOf(event.outcome.result.msg)])),
    stderr,
  };
}

/** The keys of the tasks that ended so, sorted. */
export function tasksThat(run: Run, status: string): readonly string[] {
  return [...run.statuses]
    .filter(([, each]) => each === status)
    .map(([key]) => key)
    .sort();
}

/** The recap's numbers of one kind, by machine. */
export function recapOf(
  run: Run,
  count: 'changed' | 'failed' | 'unreachable' | 'ok',
): Readonly<Record<string, number>> {
  const end = run.events.find((event) => event.type === 'run-finished');
  return Object.fromEntries(Object.entries(end?.recap ?? {}).map(([host, recap]) => [host, recap[count]]));
}

function messageOf(msg: unknown): string {
  return typeof msg === 'string' ? msg : JSON.stringify(msg ?? '');
}
