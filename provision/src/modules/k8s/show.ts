import { stringify } from 'yaml';

import type { ClusterObject, ObjectRef } from '../cluster.ts';
import type { Diff } from '../decision.ts';
import { withoutNoise } from './compare.ts';

/** E.g. `Deployment lab/app-v1`. */
export function titleOf({ kind, name, namespace }: Omit<ObjectRef, 'apiVersion'>): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** The name of an object; `namespace` where it names none itself. */
export function refOf({ apiVersion, kind, metadata }: ClusterObject, namespace?: string): ObjectRef {
  return { apiVersion, kind, name: metadata.name, namespace: metadata.namespace ?? namespace };
}

/** The difference between two versions of an object as YAML; undefined where there is none to see. */
export function diffOf(
  of: ObjectRef,
  {
    before,
    after,
  }: { readonly before?: ClusterObject | undefined; readonly after?: ClusterObject | undefined },
): Diff | undefined {
  const masked = maskSecrets(before && withoutNoise(before), after && withoutNoise(after));
  const [from, to] = masked.map((object) => (object === undefined ? '' : yamlOf(object)));
  if (from === to) return undefined;
  const title = titleOf(of);
  return { before: from ?? '', after: to ?? '', beforeHeader: title, afterHeader: title };
}

/** An object for a result: without noise, a Secret's values hidden. */
export function shown(object: ClusterObject): ClusterObject {
  const { managedFields: _, ...metadata } = object.metadata;
  const [masked] = maskSecrets({ ...object, metadata }, undefined);
  return masked ?? object;
}

/** Sorted as the API server gives it, so that two versions differ only where they do. */
function yamlOf(object: ClusterObject): string {
  return stringify(object, { sortMapEntries: true, lineWidth: 0, aliasDuplicateObjects: false });
}

const HIDDEN = '***';

/** Of a Secret it is shown which values there are and which of them change, and nothing of what they are. */
function maskSecrets(
  before: ClusterObject | undefined,
  after: ClusterObject | undefined,
): readonly [ClusterObject | undefined, ClusterObject | undefined] {
  const mask = (object: ClusterObject | undefined, other: ClusterObject | undefined, suffix: string) => {
    if (object === undefined || object.apiVersion !== 'v1' || object.kind !== 'Secret') return object;
    const fields = ['data', 'stringData'].flatMap((field): [string, unknown][] => {
      const values = object[field];
      if (typeof values !== 'object' || values === null) return [];
      const others = (other?.[field] ?? values) as Readonly<Record<string, unknown>>;
      const hidden = Object.entries(values).map(([name, value]) => [
        name,
        value === others[name] ? HIDDEN : `${HIDDEN} (${suffix})`,
      ]);
      return [[field, Object.fromEntries(hidden)]];
    });
    return { ...object, ...Object.fromEntries(fields) };
  };
  return [mask(before, after, 'before'), mask(after, before, 'after')];
}
