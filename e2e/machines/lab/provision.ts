import { join } from 'node:path';

import { execa } from 'execa';

import type { RunEvent } from '../../../provision/src/run/event.ts';
import { CHECKOUT, ENVIRONMENT } from './vagrant.ts';

/** One run of `lab provision`, read from its events. */
export interface Run {
  readonly exitCode: number;
  readonly events: readonly RunEvent[];
  /** How each task ended, by `TASK@MACHINE`. */
  readonly statuses: ReadonlyMap<string, string>;
  /** The failures' messages, by `TASK@MACHINE`. */
  readonly messages: ReadonlyMap<string, string>;
  readonly stderr: string;
}

/** Starts `lab provision --output json …` on the machines of e2e/lab.ci.yml. */
export function startProvision(words: readonly string[]) {
  const program = join(CHECKOUT, 'provision', 'bin', 'lab.js');
  return execa(process.execPath, [program, 'provision', '--output', 'json', ...words], {
    cwd: CHECKOUT,
    env: ENVIRONMENT,
    reject: false,
    lines: false,
  });
}

/** Runs it to its end. */
export async function provision(...words: readonly string[]): Promise<Run> {
  return endOf(startProvision(words));
}

/** Waits for the end of one that was started. */
export async function endOf(child: ReturnType<typeof startProvision>): Promise<Run> {
  const { stdout, stderr, exitCode } = await child;
  return readRun(stdout, stderr, exitCode ?? -1);
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
