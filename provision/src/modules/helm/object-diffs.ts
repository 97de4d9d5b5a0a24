import type { ClusterObject, ObjectRef } from '../cluster.ts';
import type { Diff } from '../decision.ts';
import { diffOf, refOf, titleOf } from '../k8s/show.ts';
import { objectsIn } from './manifest-objects.ts';

/** The differences between two manifests, object by object, in the order of their names; values of Secrets are hidden. */
export function objectDiffs(before: string, after: string, namespace: string): readonly Diff[] {
  const [old, next] = [byTitle(before, namespace), byTitle(after, namespace)];
  const titles = [...new Set([...old.keys(), ...next.keys()])].toSorted((a, b) => (a < b ? -1 : 1));
  return titles.flatMap((title) => {
    const [from, to] = [old.get(title), next.get(title)];
    const either = to ?? from;
    if (either === undefined) return [];
    const diff = diffOf(nameOf(either, namespace), { before: from, after: to });
    return diff === undefined ? [] : [diff];
  });
}

function byTitle(manifest: string, namespace: string): ReadonlyMap<string, ClusterObject> {
  return new Map(objectsIn(manifest).map((object) => [titleOf(nameOf(object, namespace)), object]));
}

/** helm's manifests seldom say a namespace; what lies in none must not be called after one. */
function nameOf(object: ClusterObject, namespace: string): ObjectRef {
  return refOf(object, IN_NO_NAMESPACE.test(object.kind) ? undefined : namespace);
}

/** Kinds of charts that lie in no namespace: only the API server knows for certain, and this is about titles alone. */
const IN_NO_NAMESPACE =
  /^(Cluster.+|.+Class|CustomResourceDefinition|Namespace|PersistentVolume|APIService|(Validating|Mutating).+)$/;
