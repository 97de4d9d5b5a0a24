import type { Diff, Result } from '../../provision/src/modules/decision.ts';
import type { RunEvent, Status } from '../../provision/src/run/event.ts';
import { LAB } from './lab.ts';
import { NAMESPACE } from './objects.ts';

const PLAYBOOK = 'e2e/cluster/playbooks/objects.yml';
const INVENTORY = 'e2e/cluster/playbooks/here.yml';

/** How the objects are applied. */
export interface How {
  /** @default present */
  readonly state?: 'present' | 'absent';
  /** @default remla-lab */
  readonly manager?: string;
  /** @default false */
  readonly force?: boolean;
  /** @default true */
  readonly prune?: boolean;
  /** Seconds. @default 60 */
  readonly timeout?: number;
}

/** What a run of that playbook came to. */
export interface ObjectsRun {
  readonly status: Status | undefined;
  readonly result: Result;
  readonly diff: readonly Diff[];
  /** Why it failed. */
  readonly message: string | undefined;
  readonly durationMs: number;
  /** What was there afterwards, sorted, without what is new in each life of an object; empty after a failure. */
  readonly objects: readonly { readonly kind: string; readonly name: string; readonly rest: unknown }[];
  readonly readyPods: number;
}

/** Starts `lab provision` with that playbook. */
export function startRun(objects: readonly object[], how: How = {}, ...words: readonly string[]) {
  const defaults = { state: 'present', manager: 'remla-lab', force: false, prune: true, timeout: 60 };
  const variables = JSON.stringify({ ...defaults, ...how, objects });
  return LAB.startProvision(['-i', INVENTORY, PLAYBOOK, '-e', variables, ...words]);
}

/** Applies objects, and looks at what there is then. @throws {Error} for a run that did not come so far */
export async function run(
  objects: readonly object[],
  how: How = {},
  ...words: readonly string[]
): Promise<ObjectsRun> {
  const { events, exitCode, stderr } = await LAB.endOf(startRun(objects, how, ...words));
  if (exitCode !== 0 && exitCode !== 2) throw new Error(`lab provision → ${exitCode}: ${stderr}`);
  const applied = outcomeOf(events, 'Objects');
  const found = resourcesOf(outcomeOf(events, 'What is there')?.result);
  const pods = found.filter(({ kind }) => kind === 'Pod');
  return {
    status: applied?.status,
    result: applied?.result ?? {},
    diff: applied?.diff ?? [],
    message: applied?.status === 'failed' ? String(applied.result.msg) : undefined,
    durationMs: applied?.durationMs ?? 0,
    objects: found.filter(({ kind }) => kind !== 'Pod').map(lasting),
    readyPods: pods.filter(isReady).length,
  };
}

interface Found {
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

function outcomeOf(events: readonly RunEvent[], name: string) {
  const started = events.find((event) => event.type === 'task-started' && event.task.name === name);
  const id = started?.type === 'task-started' ? started.task.id : undefined;
  const finished = events.find((event) => event.type === 'host-finished' && event.taskId === id);
  return finished?.type === 'host-finished' ? finished.outcome : undefined;
}

function resourcesOf(result: Result | undefined): readonly Found[] {
  const rounds = (result?.['results'] ?? []) as readonly { readonly resources: readonly Found[] }[];
  return rounds.flatMap(({ resources }) => resources);
}

function isReady({ status }: Found): boolean {
  return status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false;
}

/** An object as it is in each of its lives: a cluster address of a Service, for one, is drawn anew. */
function lasting({ kind, metadata, ...object }: Found): ObjectsRun['objects'][number] {
  const { labels, annotations = {} } = metadata as { labels?: unknown; annotations?: object };
  const noted = Object.entries(annotations).filter(([name]) => name.startsWith('applyset'));
  const { status: _, ...rest } = object;
  const text = JSON.stringify({ namespace: NAMESPACE, labels, noted, ...rest }, (key, value: unknown) =>
    ['clusterIP', 'clusterIPs', 'ca.crt'].includes(key) ? undefined : value,
  );
  return { kind, name: metadata.name, rest: JSON.parse(text) as unknown };
}
