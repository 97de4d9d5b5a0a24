import { isDeepStrictEqual } from 'node:util';

import type { ClusterObject } from '../cluster.ts';

/** What the API server keeps for itself, and what others keep in annotations: no one wrote it into a file. */
const NOISE: readonly string[] = [
  'managedFields',
  'resourceVersion',
  'generation',
  'uid',
  'creationTimestamp',
  'selfLink',
];
const NOISY_ANNOTATIONS: readonly string[] = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
];

/** An object without what passes: what two versions of it are compared by, and what is shown of them. */
export function withoutNoise(object: ClusterObject): ClusterObject {
  const { status: _, ...rest } = object;
  const metadata = Object.entries(object.metadata).flatMap(([field, value]): [string, unknown][] => {
    if (NOISE.includes(field)) return [];
    if (field !== 'annotations') return [[field, value]];
    const kept = Object.entries(value as object).filter(([name]) => !NOISY_ANNOTATIONS.includes(name));
    return kept.length === 0 ? [] : [[field, Object.fromEntries(kept)]];
  });
  return {
    ...rest,
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: { ...Object.fromEntries(metadata), name: object.metadata.name },
  };
}

/** Whether two versions of an object differ in what somebody wants of it. */
export function isChanged(before: ClusterObject, after: ClusterObject): boolean {
  return !isDeepStrictEqual(withoutNoise(before), withoutNoise(after));
}

interface ManagedFields {
  readonly manager?: string;
  readonly operation?: string;
  readonly subresource?: string;
  readonly fieldsV1?: unknown;
}

/** Whether a manager owns other fields in one than in the other: what it gives up later will go only if it owns it. */
export function isOwnershipChanged(before: ClusterObject, after: ClusterObject, manager: string): boolean {
  return !isDeepStrictEqual(fieldsOf(before, manager), fieldsOf(after, manager));
}

function fieldsOf({ metadata }: ClusterObject, manager: string): unknown {
  const managed = (metadata['managedFields'] ?? []) as readonly ManagedFields[];
  const own = managed.find(
    (each) => each.manager === manager && each.operation === 'Apply' && each.subresource === undefined,
  );
  return own?.fieldsV1;
}
