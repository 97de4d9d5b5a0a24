import type { ObjectHead } from './manifest.ts';

/** What of lab.yml decides about what is applied. */
export interface ClusterParts {
  readonly mesh: 'istio' | 'none';
  readonly monitoring: boolean;
}

/** What belongs to a part of the lab that may be left out: kinds of API groups that only it brings, or what only it reads. */
const PARTS: readonly {
  readonly has: (object: ObjectHead) => boolean;
  readonly isWanted: (parts: ClusterParts) => boolean;
}[] = [
  {
    has: (object) => /^([a-z]+\.)?istio\.io$/.test(groupOf(object)),
    isWanted: ({ mesh }) => mesh === 'istio',
  },
  {
    has: (object) => groupOf(object) === 'monitoring.coreos.com' || isDashboard(object),
    isWanted: ({ monitoring }) => monitoring,
  },
];

/**
 * The manifests that belong into the cluster that lab.yml describes. What the API happens to serve is never asked: with
 * `mesh: istio` a routing manifest is sent to a cluster without Istio, too, and refused there.
 */
export function appliedManifests<Manifest extends { readonly object: ObjectHead }>(
  parts: ClusterParts,
  manifests: readonly Manifest[],
): readonly Manifest[] {
  return manifests.filter(({ object }) => PARTS.every((part) => !part.has(object) || part.isWanted(parts)));
}

/** Whether the object is a ConfigMap that Grafana's sidecar looks for. */
function isDashboard({ kind, metadata }: ObjectHead): boolean {
  const labels = metadata['labels'];
  const isLabelled = typeof labels === 'object' && labels !== null && 'grafana_dashboard' in labels;
  return kind === 'ConfigMap' && isLabelled;
}

/** `apps` of apps/v1, and nothing of v1. */
export function groupOf({ apiVersion }: Pick<ObjectHead, 'apiVersion'>): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}
