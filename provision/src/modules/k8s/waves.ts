import type { ClusterObject } from '../cluster.ts';

/**
 * What comes before what, from the first to the last. A custom resource comes where `CUSTOM` stands: behind its
 * definition, and before the pods that it is for.
 */
const CUSTOM = '*';
const ORDER: readonly (readonly string[])[] = [
  ['Namespace'],
  ['CustomResourceDefinition'],
  [
    'PriorityClass',
    'StorageClass',
    'IngressClass',
    'RuntimeClass',
    'ResourceQuota',
    'LimitRange',
    'NetworkPolicy',
  ],
  ['ServiceAccount', 'Role', 'ClusterRole', 'PersistentVolume'],
  ['RoleBinding', 'ClusterRoleBinding', 'ConfigMap', 'Secret', 'PersistentVolumeClaim'],
  ['Service', 'PodDisruptionBudget'],
  // DestinationRules are among them: a subset that nothing defines would be answered with 503.
  [CUSTOM],
  ['Pod', 'ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'],
  // Whoever leads requests somewhere comes after what they are led to.
  ['VirtualService', 'HTTPRoute', 'GRPCRoute', 'Ingress', 'HorizontalPodAutoscaler'],
  ['APIService', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
];

/** The objects in the order in which they are applied: one wave behind the other, those of one side by side. */
export function inWaves<Item extends { readonly object: Pick<ClusterObject, 'kind'> }>(
  items: readonly Item[],
): readonly (readonly Item[])[] {
  const custom = ORDER.findIndex((kinds) => kinds.includes(CUSTOM));
  const waveOf = ({ object }: Item) => {
    const found = ORDER.findIndex((kinds) => kinds.includes(object.kind));
    return found === -1 ? custom : found;
  };
  return ORDER.map((_, wave) => items.filter((item) => waveOf(item) === wave)).filter(
    (wave) => wave.length > 0,
  );
}

/** The objects in the order in which they are deleted. */
export function inReverse(objects: readonly ClusterObject[]): readonly (readonly ClusterObject[])[] {
  return inWaves(objects.map((object) => ({ object })))
    .map((wave) => wave.map(({ object }) => object))
    .toReversed();
}
