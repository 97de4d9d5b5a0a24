import { problemAt } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import { valueAt } from '../../source/schema-problems.ts';
import type { Manifest } from '../manifest.ts';
import type { PodTemplate } from './pod-template.ts';

/** Pods that run as a ServiceAccount of the set that is not there: their Deployment would make none. */
export function accountProblems(
  manifests: readonly Manifest[],
  pods: readonly PodTemplate[],
): readonly Problem[] {
  const accounts = manifests
    .filter(({ object }) => object.kind === 'ServiceAccount')
    .map(({ object: { metadata } }) => `${metadata.namespace ?? 'default'}/${metadata.name}`);
  return pods.flatMap(({ manifest, namespace, path, spec }) => {
    const name = valueAt(spec, ['serviceAccountName']);
    if (typeof name !== 'string' || name === 'default' || accounts.includes(`${namespace}/${name}`))
      return [];
    const message = `no manifest is the ServiceAccount ${name} of namespace ${namespace}`;
    return [problemAt(manifest.document, [...path, 'serviceAccountName'], 'unknown-reference', message)];
  });
}
