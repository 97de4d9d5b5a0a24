import type { ClusterAnswer, ClusterObject, ClusterRead, ObjectRef } from '../../cluster.ts';
import { fitsSelector, selectorText } from '../selector.ts';
import type { Labels } from '../selector.ts';
import { titleOf } from '../show.ts';
import { isWorkload, judgeObject } from './judge-object.ts';
import { hopelessCause, makerOf } from './pods.ts';
import { judgeCondition, judgeSingle } from './single.ts';
import { isObserved, mapIn } from './status.ts';
import { READY, UNNOTICED_MS, hopeless, waiting } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** The condition of `wait_condition`. */
export interface WantedCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string | undefined;
}

/** An object that is waited for: what is asked about it, and what the answers say. */
export interface Watched {
  /** E.g. `Deployment lab/app-v1`. */
  readonly title: string;
  readonly of: ObjectRef;
  readonly reads: readonly ClusterRead[];
  readonly judge: (answers: readonly (ClusterAnswer | undefined)[]) => Verdict;
}

/** An object, and the name under which the cluster has it. */
export interface NamedObject {
  readonly object: ClusterObject;
  readonly of: ObjectRef;
  /** It has just been changed: what its controller and pods say is about this version of it. */
  readonly isNew: boolean;
}

/** What of these objects has to be waited for, or all of them for a condition. */
export function watchedOf(
  named: readonly NamedObject[],
  condition: WantedCondition | undefined,
): readonly Watched[] {
  return named.flatMap((each): readonly Watched[] => {
    const { of } = each;
    if (condition !== undefined) return [watchOne(of, (found) => judgeCondition(found, condition))];
    if (isWorkload(of.kind)) return [watchWorkload(each)];
    if (of.kind === 'Service') return leadsToOne(each, named) ? [watchService(of)] : [];
    return WATCHED_ALONE.includes(of.kind) ? [watchOne(of, judgeSingle)] : [];
  });
}

const WATCHED_ALONE: readonly string[] = ['Pod', 'CustomResourceDefinition', 'APIService', 'Namespace'];

function watchOne(of: ObjectRef, judge: (object: ClusterObject) => Verdict): Watched {
  return {
    title: titleOf(of),
    of,
    reads: [{ read: 'object', of }],
    judge: ([answer]) => judgeFound(answer, judge),
  };
}

function watchWorkload({ object, of, isNew }: NamedObject): Watched {
  const spec = mapIn(object, 'spec');
  // A Job's selector is made by the API server, of this label.
  const labels =
    of.kind === 'Job' ? `batch.kubernetes.io/job-name=${of.name}` : selectorText(spec['selector']);
  const { namespace } = of;
  const list = { read: 'list', namespace, labels } as const;
  return {
    title: titleOf(of),
    of,
    reads: [
      { read: 'object', of },
      { ...list, apiVersion: 'v1', kind: 'Pod' },
      ...(of.kind === 'Deployment' ? [{ ...list, apiVersion: 'apps/v1', kind: 'ReplicaSet' } as const] : []),
    ],
    judge: ([answer, pods, replicaSets]) =>
      judgeFound(answer, (found) => {
        const verdict = judgeObject(found);
        if (verdict.kind === 'ready' || of.kind === 'Job') return verdict;
        if (!isObserved(found)) return verdict;
        const below = { pods: itemsOf(pods), replicaSets: itemsOf(replicaSets) };
        const cause = hopelessCause(found, below);
        if (cause !== undefined) return hopeless(cause, isNew ? 0 : UNNOTICED_MS);
        return isOfEarlier(verdict, makerOf(found, below)) ? waiting('it has not begun yet') : verdict;
      }),
  };
}

/** Whether it is said of another ReplicaSet than that of the last version: Deployments keep that until pods come. */
function isOfEarlier(verdict: Verdict, maker: ClusterObject | undefined): boolean {
  if (verdict.kind !== 'hopeless') return false;
  const named = /ReplicaSet "([^"]+)"/.exec(verdict.text)?.[1];
  return named !== undefined && named !== maker?.metadata.name;
}

function watchService(of: ObjectRef): Watched {
  const labels = `kubernetes.io/service-name=${of.name}`;
  const { namespace } = of;
  return {
    title: titleOf(of),
    of,
    reads: [{ read: 'list', apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', namespace, labels }],
    judge: ([slices]) =>
      itemsOf(slices).some(hasReadyEndpoint) ? READY : waiting('it has no ready endpoint'),
  };
}

/** Whether a Service leads to a workload that was applied with it and has pods. */
function leadsToOne(service: NamedObject, named: readonly NamedObject[]): boolean {
  const selector = selectorText({ matchLabels: mapIn(mapIn(service.object, 'spec'), 'selector') });
  if (selector === undefined) return false;
  return named.some(({ object, of }) => {
    const spec = mapIn(object, 'spec');
    const labels = mapIn(mapIn(mapIn(spec, 'template'), 'metadata'), 'labels') as Labels;
    const isRunning = isWorkload(object.kind) && object.kind !== 'Job' && spec['replicas'] !== 0;
    const isNear = of.namespace === service.of.namespace;
    return isRunning && isNear && fitsSelector(labels, selector);
  });
}

function hasReadyEndpoint(slice: ClusterObject): boolean {
  const endpoints = (slice['endpoints'] ?? []) as readonly {
    readonly conditions?: { readonly ready?: boolean };
  }[];
  // Unknown counts as ready: so the API has it.
  return endpoints.some(({ conditions }) => conditions?.ready !== false);
}

function judgeFound(answer: ClusterAnswer | undefined, judge: (object: ClusterObject) => Verdict): Verdict {
  if (answer?.kind === 'object') return judge(answer.object);
  if (answer?.kind === 'refused') return waiting(answer.message);
  return waiting('it is not there');
}

/** The objects of a list; none for any other answer. */
export function itemsOf(answer: ClusterAnswer | undefined): readonly ClusterObject[] {
  return answer?.kind === 'list' ? answer.items : [];
}
