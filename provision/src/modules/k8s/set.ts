import { createHash } from 'node:crypto';

import type { ClusterObject, MembersRead, ObjectRef } from '../cluster.ts';

const PART_OF = 'applyset.kubernetes.io/part-of';
const KINDS = 'applyset.kubernetes.io/contains-group-kinds';

/**
 * A set of objects, kept as an ApplySet of Kubernetes (KEP-3659): every member carries the set's label, and a ConfigMap,
 * the parent, names the kinds that there are members of. So what is gone from the files is found in the cluster, also
 * by whoever has not seen the files before.
 */
export interface ApplySet {
  readonly parent: ObjectRef;
  readonly id: string;
}

/** The set of this name whose parent lies in a namespace. */
export function applySet(name: string, namespace: string): ApplySet {
  const parent = { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: `applyset-${name}` };
  const digest = createHash('sha256').update(`${parent.name}.${namespace}.ConfigMap.`).digest('base64url');
  return { parent, id: `applyset-${digest}-v1` };
}

/** Asks for the members. */
export function membersOf({ parent, id }: ApplySet): MembersRead {
  return { read: 'members', parent, kindsAnnotation: KINDS, labels: `${PART_OF}=${id}` };
}

/** An object with the set's label. */
export function asMember<Given extends ClusterObject>(object: Given, { id }: ApplySet): Given {
  const labels = object.metadata['labels'] as Readonly<Record<string, string>> | undefined;
  return { ...object, metadata: { ...object.metadata, labels: { ...labels, [PART_OF]: id } } };
}

/** The parent of a set that has members of these kinds. */
export function parentOf({ parent, id }: ApplySet, kinds: readonly string[]): ClusterObject {
  const { apiVersion, kind, name, namespace } = parent;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace,
      labels: { 'applyset.kubernetes.io/id': id },
      annotations: {
        'applyset.kubernetes.io/tooling': 'remla-lab/v1',
        [KINDS]: [...new Set(kinds)].sort().join(','),
      },
    },
  };
}

/** The kinds that a parent names. */
export function kindsIn(parent: ClusterObject | undefined): readonly string[] {
  const annotations = parent?.metadata['annotations'] as Readonly<Record<string, string>> | undefined;
  return (annotations?.[KINDS] ?? '').split(',').filter((kind) => kind !== '');
}

/** A kind as a parent names it: `Deployment.apps`, `Service`. */
export function groupKindOf({ apiVersion, kind }: Pick<ClusterObject, 'apiVersion' | 'kind'>): string {
  return apiVersion.includes('/') ? `${kind}.${apiVersion.split('/')[0]}` : kind;
}
