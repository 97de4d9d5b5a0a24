import { z } from 'zod';

import { problemAt } from '../source/document.ts';
import type { SourceDocument } from '../source/document.ts';
import type { Problem } from '../source/problem.ts';
import { checkSchema } from '../source/schema-problems.ts';
import { groupOf } from './applied.ts';

/** What every object of Kubernetes begins with; the rest is its kind's own. */
export const ObjectHead = z.looseObject({
  apiVersion: z.string().regex(/^([a-z0-9.-]+\/)?v[a-z0-9]+$/, 'expected a version such as v1 or apps/v1'),
  kind: z.string().regex(/^[A-Z][A-Za-z0-9]*$/, 'expected a kind such as Service'),
  metadata: z.looseObject({
    name: z
      .string()
      .regex(/^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$/, 'expected lower-case letters, digits, `-` and `.`'),
    namespace: z.string().optional(),
  }),
});
export type ObjectHead = z.infer<typeof ObjectHead>;

/** One object of Kubernetes and the document that it was read from. */
export interface Manifest {
  readonly object: ObjectHead;
  readonly document: SourceDocument;
}

/** Reads a document as an object of Kubernetes; `manifest` is undefined exactly when there are problems. */
export function readManifest(document: SourceDocument): {
  manifest: Manifest | undefined;
  problems: readonly Problem[];
} {
  const { value, problems } = checkSchema(ObjectHead, document);
  if (value) return { manifest: { object: value, document }, problems };
  return {
    manifest: undefined,
    problems: problems.map((each) => ({ ...each, code: 'manifest-field' as const })),
  };
}

/** A problem at each object that another one with the same kind, namespace and name precedes. */
export function duplicateProblems(manifests: readonly Manifest[]): readonly Problem[] {
  const first = new Map<string, Manifest>();
  return manifests.flatMap((manifest) => {
    const { apiVersion, kind, metadata } = manifest.object;
    const identity = JSON.stringify([groupOf({ apiVersion }), kind, metadata.namespace ?? '', metadata.name]);
    const other = first.get(identity);
    if (!other) {
      first.set(identity, manifest);
      return [];
    }
    const message = `${kind} ${metadata.name} stands in ${other.document.file} already`;
    return [problemAt(manifest.document, ['metadata', 'name'], 'duplicate-object', message)];
  });
}
