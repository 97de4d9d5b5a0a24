import { setTimeout } from 'node:timers/promises';

import type { Diff, Result } from '../../provision/src/modules/decision.ts';
import type { RunEvent, Status } from '../../provision/src/run/event.ts';
import { LAB } from './lab.ts';

/** Values of the chart in charts/toy. */
export interface ToyValues {
  readonly colour?: string;
  readonly password?: string;
  readonly image?: string;
  readonly args?: readonly string[];
}

/** How the toy is installed. */
export interface How {
  readonly values?: ToyValues;
  /** Written into the chart: another one is another chart of the same version. */
  readonly note?: string;
  readonly state?: 'present' | 'absent';
  readonly atomic?: boolean;
  /** @default 90s */
  readonly timeout?: string;
}

/** What the task `Toy` came to. */
export interface ToyRun {
  readonly status: Status | undefined;
  readonly result: Result;
  readonly diff: readonly Diff[];
  /** Why it failed, or the run as a whole. */
  readonly message: string | undefined;
  readonly durationMs: number;
  /** What it was said to wait for. */
  readonly waited: readonly string[];
}

/** An image that no machine has, and none may pull. */
export const NO_IMAGE = 'registry.invalid/none:1';

/** Starts `lab provision` with a playbook of this folder. */
export function startRun(playbook: string, variables: object, ...words: readonly string[]) {
  return LAB.startProvision([
    `e2e/helm/playbooks/${playbook}.yml`,
    '-e',
    JSON.stringify(variables),
    ...words,
  ]);
}

/** Starts the installation of the toy. */
export function startToy(how: How = {}, ...words: readonly string[]) {
  const defaults = { values: {}, note: 'a', state: 'present', atomic: false, timeout: '90s' };
  return startRun('toy', { ...defaults, ...how }, ...words);
}

/** Installs the toy. */
export async function installToy(how: How = {}, ...words: readonly string[]): Promise<ToyRun> {
  return toyRunOf(await LAB.endOf(startToy(how, ...words)));
}

/** Runs a playbook of this folder to its end. */
export async function runToys(
  playbook: string,
  variables: object,
  ...words: readonly string[]
): Promise<ToyRun> {
  return toyRunOf(await LAB.endOf(startRun(playbook, variables, ...words)));
}

function toyRunOf({ events, exitCode, stderr }: Awaited<ReturnType<typeof LAB.endOf>>): ToyRun {
  const waited = events.flatMap((event) => (event.type === 'waiting' ? [event.reason] : []));
  const outcome = outcomeOf(events, 'Toy');
  if (outcome === undefined) {
    return {
      status: undefined,
      result: {},
      diff: [],
      message: `${exitCode}: ${stderr}`,
      durationMs: 0,
      waited,
    };
  }
  const { status, result, diff, durationMs } = outcome;
  const message = status === 'failed' ? String(result.msg) : undefined;
  return { status, result, diff, message, durationMs, waited };
}

function outcomeOf(events: readonly RunEvent[], name: string) {
  const started = events.find((event) => event.type === 'task-started' && event.task.name === name);
  const id = started?.type === 'task-started' ? started.task.id : undefined;
  const finished = events.find((event) => event.type === 'host-finished' && event.taskId === id);
  return finished?.type === 'host-finished' ? finished.outcome : undefined;
}

/** Runs a command line on the controller as root, with the cluster's kubeconfig. @throws {ExecaError} when it fails */
export function onController(script: string): Promise<string> {
  return LAB.inside('controller', `export KUBECONFIG=/etc/kubernetes/admin.conf\n${script}`);
}

/** The release's revisions as helm's history has them, e.g. `1 superseded`. */
export async function revisions(): Promise<readonly string[]> {
  const text = await onController('helm history toy -n remla-toys -o json 2>/dev/null || echo "[]"');
  const all = JSON.parse(text) as readonly { readonly revision: number; readonly status: string }[];
  return all.map(({ revision, status }) => `${revision} ${status}`);
}

const LOOK_EVERY_MS = 200;
const WITHIN_MS = 60_000;

/** Waits until the last revision is so. @throws {Error} when it never is */
export async function untilLast(status: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
    if ((await revisions()).at(-1)?.endsWith(` ${status}`) === true) return;
    await setTimeout(LOOK_EVERY_MS);
  }
  throw new Error(`the release was never ${status}: ${(await revisions()).join(', ')}`);
}
