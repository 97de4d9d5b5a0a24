import { parseAllDocuments } from 'yaml';

import type { ClusterObject } from '../cluster.ts';

/** The objects of a manifest that helm rendered; what is no object of Kubernetes is left out. */
export function objectsIn(manifest: string): readonly ClusterObject[] {
  // YAML 1.1, as helm and Kubernetes read it: `yes` without quotes is true there.
  const documents = parseAllDocuments(manifest, { version: '1.1', merge: true });
  return documents.flatMap((document) => {
    const value: unknown = document.toJS({ maxAliasCount: -1 });
    return isObject(value) ? [value] : [];
  });
}

function isObject(value: unknown): value is ClusterObject {
  if (typeof value !== 'object' || value === null) return false;
  const { apiVersion, kind, metadata } = value as Partial<ClusterObject>;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata === 'object' &&
    metadata !== null
  );
}
