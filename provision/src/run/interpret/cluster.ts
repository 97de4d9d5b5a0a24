import { ClusterError } from '../../cluster/cluster-error.ts';
import type { Limits } from '../../cluster/send-again.ts';
import type {
  ClusterAction,
  ClusterAnswer,
  ClusterChange,
  ClusterOutput,
  ObjectRef,
} from '../../modules/cluster.ts';
import type { ClusterFact } from '../../modules/fact.ts';
import { pause } from '../clock.ts';
import type { FactAnswer } from './fact-answer.ts';
import type { Performed } from './perform.ts';
import type { World } from './world.ts';

/** Between two looks at a CustomResourceDefinition; it is mostly established at the first. */
const ESTABLISHED_INTERVAL_MS = 50;

/** Asks a cluster. That it cannot be asked fails the task which needs the answer, and nothing else. */
export async function askCluster({ access, read }: ClusterFact, world: World): Promise<FactAnswer> {
  const asked = await orUnavailable(() => world.clusters.read(access, read, limitsOf(world)));
  return typeof asked === 'string' ? { kind: 'failed', message: asked } : { kind: 'known', value: asked };
}

/** Makes changes wave by wave, up to the first that is refused. */
export async function changeCluster(action: ClusterAction, world: World): Promise<Performed> {
  const answers: (ClusterAnswer | undefined)[] = [];
  for (const wave of action.waves) {
    const isHalted = answers.some((answer) => answer === undefined || !isGood(answer));
    const made = isHalted
      ? wave.map(() => undefined)
      : await orUnavailable(() => Promise.all(wave.map((change) => make(change, action, world))));
    if (typeof made === 'string') return { kind: 'failed', message: made };
    answers.push(...made);
  }
  return { kind: 'output', output: { answers } satisfies ClusterOutput };
}

/** What a request came to, or why the API cannot be asked. */
export async function orUnavailable<Value>(work: () => Promise<Value>): Promise<Value | string> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    return error.hint === undefined ? error.message : `${error.message} (${error.hint})`;
  }
}

export function limitsOf({ signal, clock, onWaiting }: World): Limits {
  return { signal, clock, onWaiting };
}

/** A deletion of what is gone is good. */
function isGood({ kind }: ClusterAnswer): boolean {
  return kind === 'object' || kind === 'missing';
}

async function make(change: ClusterChange, action: ClusterAction, world: World): Promise<ClusterAnswer> {
  const answer = await world.clusters.change(action.access, change, limitsOf(world));
  const isMade = answer.kind === 'object' && change.change === 'apply';
  if (!isMade || change.object.kind !== 'CustomResourceDefinition') return answer;
  return untilEstablished({ ...change.object, name: change.object.metadata.name }, action, world);
}

/** Objects of a new kind are refused until its definition is established. */
async function untilEstablished(of: ObjectRef, action: ClusterAction, world: World): Promise<ClusterAnswer> {
  const endMs = world.clock.now() + action.establishedWithinMs;
  for (;;) {
    const answer = await world.clusters.read(action.access, { read: 'object', of }, limitsOf(world));
    if (answer.kind !== 'object') return answer;
    const conditions = conditionsOf(answer.object['status']);
    if (conditions.some(({ type, status }) => type === 'Established' && status === 'True')) return answer;
    if (world.clock.now() >= endMs) return notEstablished(conditions);
    world.onWaiting(`${of.name} is established`);
    await pause(ESTABLISHED_INTERVAL_MS, world);
  }
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message?: string;
}

function conditionsOf(status: unknown): readonly Condition[] {
  return (status as { readonly conditions?: readonly Condition[] } | undefined)?.conditions ?? [];
}

function notEstablished(conditions: readonly Condition[]): ClusterAnswer {
  const said = conditions.map(({ type, status, message }) => `${type} ${status}: ${message ?? ''}`);
  const message = `it is not established (${said.join('; ') || 'nothing is known of it yet'})`;
  return { kind: 'refused', status: 200, reason: 'NotEstablished', message, causes: [] };
}
