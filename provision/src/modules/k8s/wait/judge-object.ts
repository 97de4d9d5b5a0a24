import type { ClusterObject } from '../../cluster.ts';
import { judgeSingle } from './single.ts';
import type { Verdict } from './verdict.ts';
import { judgeDaemonSet, judgeDeployment, judgeReplicaSet, judgeStatefulSet } from './workload.ts';

const WORKLOADS: ReadonlyMap<string, (object: ClusterObject) => Verdict> = new Map([
  ['Deployment', judgeDeployment],
  ['StatefulSet', judgeStatefulSet],
  ['DaemonSet', judgeDaemonSet],
  ['ReplicaSet', judgeReplicaSet],
  ['Job', judgeSingle],
]);

/** Whether a kind has pods below it. */
export function isWorkload(kind: string): boolean {
  return WORKLOADS.has(kind);
}

/** Whether an object is as its kind shall be, by its own status alone. */
export function judgeObject(object: ClusterObject): Verdict {
  return (WORKLOADS.get(object.kind) ?? judgeSingle)(object);
}
