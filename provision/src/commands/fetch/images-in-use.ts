import type { V1Node, V1Pod } from '@kubernetes/client-node';

import { resolveArtifacts } from '../../artifacts/resolve.ts';
import { openApi } from '../../cluster/api.ts';
import type { Api } from '../../cluster/api.ts';
import { limitsForLooking, listObjects } from '../../cluster/list-objects.ts';
import { loadKubeconfig } from '../../cluster/load-kubeconfig.ts';
import { imagesOfPods } from '../../images/platform-images.ts';
import type { Lab } from '../../lab/schema.ts';

/**
 * The images that the platform's pods in a cluster name, and sidecars in ours; with kubeadm also those of Kubernetes itself
 * that have no archive at their publisher. @throws {ClusterError} where the API cannot be asked
 */
export async function imagesInUse(
  lab: Lab,
  kubeconfig: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const api = openApi(await loadKubeconfig({ kubeconfig }));
  try {
    const isKubeadm = lab.cluster.distribution === 'kubeadm';
    const namespaces = ['istio-system', 'monitoring', 'headlamp', lab.namespace];
    // What k3s starts by itself is in an archive of its publisher's.
    if (isKubeadm) namespaces.push('kube-system');
    const limits = limitsForLooking(signal);
    const pods = await listObjects<V1Pod>(api, { apiVersion: 'v1', kind: 'Pod' }, limits);
    const ours = pods.filter(({ metadata }) => namespaces.includes(metadata?.namespace ?? ''));
    const named = imagesOfPods(ours, lab.images.registry);
    const pause = isKubeadm && named.length > 0 ? await pauseImages(api, signal) : [];
    // The names of archives are the same for all kinds of machines.
    const archived = resolveArtifacts(lab.artifacts, 'amd64').map(({ image }) => image);
    return [...new Set([...named, ...pause])].filter((image) => !archived.includes(image)).toSorted();
  } finally {
    api.endpoint.close();
  }
}

/** What holds the network of every pod; no pod names it, the machines list it. */
async function pauseImages(api: Api, signal: AbortSignal): Promise<readonly string[]> {
  const nodes = await listObjects<V1Node>(api, { apiVersion: 'v1', kind: 'Node' }, limitsForLooking(signal));
  const names = nodes.flatMap(({ status }) => (status?.images ?? []).flatMap((image) => image.names ?? []));
  return names.filter((name) => /\/pause:[^/@]+$/.test(name));
}
