import { podTrouble } from '../../../cluster/pod-trouble.ts';
import type { ClusterAnswer, ClusterObject, ClusterPollOutput, ClusterRead } from '../../cluster.ts';
import { makerOf, newestPods } from './pods.ts';
import { mapIn } from './status.ts';
import { tellStuck } from './tell-stuck.ts';
import { judgeAll } from './wait-for.ts';
import { itemsOf } from './watched.ts';
import type { Watched } from './watched.ts';

/** Of how many pods of a workload it is told what is wrong: the others mostly say the same. */
const PODS_TOLD = 2;
const LOG_LINES = 10;

/** An object that did not become ready, with the pods that hold it up. */
export interface Stuck {
  readonly of: Watched;
  readonly text: string;
  readonly isHopeless: boolean;
  readonly workload: ClusterObject | undefined;
  readonly pods: readonly {
    readonly pod: ClusterObject;
    readonly text: string;
    readonly container: string | undefined;
  }[];
  /** What events may be about: itself, its ReplicaSets, those pods. */
  readonly uids: ReadonlySet<unknown>;
}

/** Why the wait came to no good end: what to ask for it, and how to say it. */
export interface Causes {
  readonly read: ClusterRead;
  readonly describe: (answer: ClusterAnswer) => string;
}

/** The causes behind what a wait came to. */
export function causesOf(watched: readonly Watched[], output: ClusterPollOutput): Causes {
  const all = stuckOf(watched, output.answer);
  // What only needs its time is no reason where another one can never be.
  const stuck = output.isHopeless ? all.filter(({ isHopeless }) => isHopeless) : all;
  const namespaces = [...new Set(stuck.flatMap(({ of }) => of.of.namespace ?? []))];
  const events = namespaces.map((namespace): ClusterRead => ({
    read: 'list',
    apiVersion: 'v1',
    kind: 'Event',
    namespace,
    fields: 'type!=Normal',
  }));
  const logs = stuck.flatMap(({ pods }) => pods.flatMap(({ pod, container }) => logOf(pod, container)));
  return {
    read: { read: 'all', of: [...events, ...logs.map(({ read }) => read)] },
    describe: (found) => {
      const answers = found.kind === 'all' ? found.answers : [];
      const warnings = answers.slice(0, events.length).flatMap(itemsOf);
      const texts = new Map(logs.map(({ key }, index) => [key, answers[events.length + index]]));
      return stuck.flatMap((each) => tellStuck(each, warnings, texts)).join('\n');
    },
  };
}

function stuckOf(watched: readonly Watched[], answer: ClusterAnswer | undefined): readonly Stuck[] {
  const answers = answer?.kind === 'all' ? answer.answers : [];
  let start = 0;
  return judgeAll(watched, answer).flatMap(({ of, verdict }): readonly Stuck[] => {
    const [found, pods, replicaSets] = answers.slice(start, start + of.reads.length);
    start += of.reads.length;
    if (verdict.kind === 'ready') return [];
    const workload = found?.kind === 'object' ? found.object : undefined;
    const below = { pods: itemsOf(pods), replicaSets: itemsOf(replicaSets) };
    const own =
      workload === undefined ? [] : workload.kind === 'Pod' ? [workload] : newestPods(workload, below);
    const troubled = own.flatMap((pod) => {
      const trouble = podTrouble(pod as Parameters<typeof podTrouble>[0]);
      return trouble === undefined ? [] : [{ pod, ...trouble }];
    });
    const told = troubled.slice(0, PODS_TOLD);
    const about = [workload, workload && makerOf(workload, below), ...told.map(({ pod }) => pod)];
    const uids = new Set(about.flatMap((each) => each?.metadata['uid'] ?? []));
    return [{ of, text: verdict.text, isHopeless: verdict.kind === 'hopeless', workload, pods: told, uids }];
  });
}

function logOf(
  pod: ClusterObject,
  container: string | undefined,
): readonly { readonly key: string; readonly read: ClusterRead }[] {
  const { namespace, name } = pod.metadata;
  if (container === undefined || namespace === undefined) return [];
  const read = { read: 'log', namespace, pod: name, container, lines: LOG_LINES } as const;
  return [{ key: name, read: { ...read, isPrevious: isWaiting(pod, container) } }];
}

/** A container that waits to be started again has its last words in the log of the run before. */
function isWaiting(pod: ClusterObject, container: string): boolean {
  const { containerStatuses = [], initContainerStatuses = [] } = mapIn(pod, 'status') as {
    readonly containerStatuses?: readonly ContainerState[];
    readonly initContainerStatuses?: readonly ContainerState[];
  };
  return [...containerStatuses, ...initContainerStatuses].some(
    ({ name, state }) => name === container && state?.waiting !== undefined,
  );
}

interface ContainerState {
  readonly name: string;
  readonly state?: { readonly waiting?: unknown };
}
