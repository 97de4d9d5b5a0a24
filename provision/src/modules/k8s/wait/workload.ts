import type { ClusterObject } from '../../cluster.ts';
import { conditionIn, isObserved, mapIn, numberIn } from './status.ts';
import { READY, UNNOTICED_MS, hopeless, waiting } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** A Deployment is rolled out when all of its pods are of the last version and available, and no older ones are left. */
export function judgeDeployment(object: ClusterObject): Verdict {
  if (!isObserved(object)) return waiting('its last version was not seen yet');
  const status = mapIn(object, 'status');
  const wanted = wantedReplicas(object);
  const progressing = conditionIn(object, 'Progressing');
  if (progressing?.status === 'False' && progressing.reason === 'ProgressDeadlineExceeded') {
    return hopeless(progressing.message ?? progressing.reason, UNNOTICED_MS);
  }
  const counted = countedOff(status, wanted, 'updatedReplicas', 'availableReplicas');
  if (counted !== undefined) return waiting(counted);
  const old = numberIn(status, 'replicas') - numberIn(status, 'updatedReplicas');
  return old > 0 ? waiting(`${old} older ${old === 1 ? 'pod is' : 'pods are'} still there`) : READY;
}

/** A StatefulSet likewise; with a partition only the pods above it are updated. */
export function judgeStatefulSet(object: ClusterObject): Verdict {
  if (!isObserved(object)) return waiting('its last version was not seen yet');
  const [spec, status] = [mapIn(object, 'spec'), mapIn(object, 'status')];
  const wanted = wantedReplicas(object);
  const strategy = mapIn(spec, 'updateStrategy');
  if (strategy['type'] === 'OnDelete') return allReady(status, wanted, 'readyReplicas');
  const partition = numberIn(mapIn(strategy, 'rollingUpdate'), 'partition');
  const toUpdate = Math.max(0, wanted - partition);
  const isUpdated = status['currentRevision'] === status['updateRevision'];
  const updated = isUpdated ? wanted : numberIn(status, 'updatedReplicas');
  if (updated < toUpdate) return waiting(`${updated} of ${toUpdate} pods are updated`);
  return allReady(status, wanted, 'readyReplicas');
}

/** A DaemonSet is rolled out when every node that shall have a pod has one of the last version, available. */
export function judgeDaemonSet(object: ClusterObject): Verdict {
  if (!isObserved(object)) return waiting('its last version was not seen yet');
  const status = mapIn(object, 'status');
  const wanted = numberIn(status, 'desiredNumberScheduled');
  if (mapIn(mapIn(object, 'spec'), 'updateStrategy')['type'] === 'OnDelete') {
    return allReady(status, wanted, 'numberAvailable');
  }
  const counted = countedOff(status, wanted, 'updatedNumberScheduled', 'numberAvailable');
  return counted === undefined ? READY : waiting(counted);
}

/** A ReplicaSet has its pods. */
export function judgeReplicaSet(object: ClusterObject): Verdict {
  if (!isObserved(object)) return waiting('its last version was not seen yet');
  return allReady(mapIn(object, 'status'), wantedReplicas(object), 'availableReplicas');
}

function allReady(status: Readonly<Record<string, unknown>>, wanted: number, field: string): Verdict {
  const ready = numberIn(status, field);
  return ready < wanted ? waiting(`${ready} of ${wanted} pods are ready`) : READY;
}

function countedOff(
  status: Readonly<Record<string, unknown>>,
  wanted: number,
  ...[updated, available]: readonly [string, string]
): string | undefined {
  if (numberIn(status, updated) < wanted) return `${numberIn(status, updated)} of ${wanted} pods are updated`;
  if (numberIn(status, available) < wanted) {
    return `${numberIn(status, available)} of ${wanted} pods are available`;
  }
  return undefined;
}

function wantedReplicas(object: ClusterObject): number {
  const { replicas } = mapIn(object, 'spec');
  return typeof replicas === 'number' ? replicas : 1;
}
