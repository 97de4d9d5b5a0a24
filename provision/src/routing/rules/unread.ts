import { problemAt } from '../../source/document.ts';
import type { SourceDocument } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import { valueAt } from '../../source/schema-problems.ts';

/** API groups of which no object has a say in where a request goes; the local gateway passes over them on purpose. */
const GROUPS: readonly string[] = [
  'apps',
  'batch',
  'policy',
  'autoscaling',
  'rbac.authorization.k8s.io',
  'apiextensions.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'monitoring.coreos.com',
  'telemetry.istio.io',
];

/** The same of the core group, whose Service is read, and whose Endpoints would have a say. */
const CORE_KINDS: readonly string[] = [
  'Namespace',
  'ServiceAccount',
  'ConfigMap',
  'Secret',
  'Pod',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'LimitRange',
  'ResourceQuota',
];

/** Groups whose objects `readObjects` reads, or refuses by itself. */
const READ = /^(networking\.istio\.io|gateway\.networking\.k8s\.io|extensions\.istio\.io)$/;

/** Objects that are neither read nor known to have nothing to do with requests: an Ingress, a NetworkPolicy. */
export function findUnread(documents: readonly SourceDocument[]): readonly Problem[] {
  return documents.flatMap((source) => {
    const [version, kind] = [valueAt(source.value, ['apiVersion']), valueAt(source.value, ['kind'])];
    // Not the form of an object: whoever reads manifests has said so.
    if (typeof version !== 'string' || typeof kind !== 'string') return [];
    const group = version.includes('/') ? version.slice(0, version.indexOf('/')) : '';
    const isKnown =
      READ.test(group) ||
      GROUPS.includes(group) ||
      (group === '' && (kind === 'Service' || CORE_KINDS.includes(kind)));
    if (isKnown) return [];
    const message = `the local gateway does not know what ${kind} of ${version} does to requests`;
    return [problemAt(source, ['kind'], 'unsupported-field', message)];
  });
}
