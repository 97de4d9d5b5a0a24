import type { ObjectHead } from './manifest.ts';

/** What of lab.yml decides about what is applied. */
export interface ClusterParts {
  readonly mesh: 'istio' | 'none';
  readonly monitoring: boolean;
}

/** API groups that a cluster has only with a part of the lab that may be left out. */
const PARTS: readonly { readonly group: RegExp; readonly isWanted: (parts: ClusterParts) => boolean }[] = [
  { group: /^([a-z]+\.)?istio\.io$/, isWanted: ({ mesh }) => mesh === 'istio' },
  { group: /^monitoring\.coreos\.com$/, isWanted: ({ monitoring }) => monitoring },
];

/**
 * The manifests that belong into the cluster that lab.yml describes. What the API happens to serve is never asked: with
 * `mesh: istio` a routing manifest is sent to a cluster without Istio, too, and refused there.
 */
export function appliedManifests<Manifest extends { readonly object: ObjectHead }>(
  parts: ClusterParts,
  manifests: readonly Manifest[],
): readonly Manifest[] {
  return manifests.filter(({ object }) => {
    const group = groupOf(object);
    return PARTS.every((part) => !part.group.test(group) || part.isWanted(parts));
  });
}

/** `apps` of apps/v1, and nothing of v1. */
export function groupOf({ apiVersion }: Pick<ObjectHead, 'apiVersion'>): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}
