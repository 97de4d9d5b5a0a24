import { podTrouble } from '../../../cluster/pod-trouble.ts';
import type { ClusterObject } from '../../cluster.ts';
import { conditionIn, mapIn } from './status.ts';

/** What lies below a workload, of all of its versions. */
export interface Below {
  readonly replicaSets: readonly ClusterObject[];
  readonly pods: readonly ClusterObject[];
}

/** Who makes the pods of a workload's last version: of a Deployment its newest ReplicaSet, else itself. */
export function makerOf(
  workload: ClusterObject,
  { replicaSets }: Pick<Below, 'replicaSets'>,
): ClusterObject | undefined {
  if (workload.kind !== 'Deployment') return workload;
  const revision = annotation(workload, REVISION);
  return replicaSets.find((each) => isOwnedBy(each, workload) && annotation(each, REVISION) === revision);
}

/** Of which pods a workload's last version consists, as far as that can be told. */
export function newestPods(workload: ClusterObject, { replicaSets, pods }: Below): readonly ClusterObject[] {
  switch (workload.kind) {
    case 'Deployment': {
      const newest = makerOf(workload, { replicaSets });
      return newest === undefined ? [] : pods.filter((pod) => isOwnedBy(pod, newest));
    }
    case 'StatefulSet': {
      const { updateRevision } = mapIn(workload, 'status');
      return ownedBy(pods, workload).filter(
        (pod) => label(pod, 'controller-revision-hash') === updateRevision,
      );
    }
    default:
      return ownedBy(pods, workload);
  }
}

/** Why a workload's last version can never run: an image that there is not, a name that is none, a policy that forbids it. */
export function hopelessCause(workload: ClusterObject, below: Below): string | undefined {
  // A Deployment's own condition may still speak of an earlier version.
  const maker = makerOf(workload, below);
  const forbidden = maker && conditionIn(maker, 'ReplicaFailure');
  if (forbidden?.status === 'True' && /violates PodSecurity/.test(forbidden.message ?? '')) {
    return forbidden.message;
  }
  for (const pod of newestPods(workload, below)) {
    const text = stuckContainer(pod);
    if (text !== undefined) return `${pod.metadata.name}: ${text}`;
  }
  return undefined;
}

/**
 * The image of a container that will not come. Told only by what no waiting mends: a name that is none, an image that
 * may not be pulled and is not there, or a registry that says more than once that it has no such image. Anything else (a
 * registry that is away, a container that crashes since it waits for another) may still become good.
 */
function stuckContainer(pod: ClusterObject): string | undefined {
  const { initContainerStatuses = [], containerStatuses = [] } = mapIn(pod, 'status') as {
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
  const stuck = [...initContainerStatuses, ...containerStatuses].some(({ state }) => {
    const { reason = '', message = '' } = state?.waiting ?? {};
    if (reason === 'InvalidImageName' || reason === 'ErrImageNeverPull') return true;
    return reason === 'ImagePullBackOff' && /not found|does not exist|manifest unknown/i.test(message);
  });
  return stuck ? podTrouble(pod as Parameters<typeof podTrouble>[0])?.text : undefined;
}

interface ContainerStatus {
  readonly state?: { readonly waiting?: { readonly reason?: string; readonly message?: string } };
}

const REVISION = 'deployment.kubernetes.io/revision';

function annotation({ metadata }: ClusterObject, name: string): unknown {
  return mapIn(metadata, 'annotations')[name];
}

function label({ metadata }: ClusterObject, name: string): unknown {
  return mapIn(metadata, 'labels')[name];
}

function ownedBy(objects: readonly ClusterObject[], owner: ClusterObject): readonly ClusterObject[] {
  return objects.filter((object) => isOwnedBy(object, owner));
}

function isOwnedBy({ metadata }: ClusterObject, owner: ClusterObject): boolean {
  const owners = (metadata['ownerReferences'] ?? []) as readonly { readonly uid: string }[];
  return owners.some(({ uid }) => uid === owner.metadata['uid']);
}
