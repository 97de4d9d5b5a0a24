import type { V1Node, V1Pod } from '@kubernetes/client-node';

import { openApi } from '../cluster/api.ts';
import { ClusterError } from '../cluster/cluster-error.ts';
import { loadKubeconfig } from '../cluster/load-kubeconfig.ts';
import { systemClock } from '../run/clock.ts';
import { nodesPart } from './nodes.ts';
import { podsPart } from './pods.ts';
import type { StatusPart } from './trouble.ts';

/** Nodes and pods of the cluster; where its API cannot be asked, that is what is wrong. */
export async function clusterParts(
  kubeconfig: string,
  { expected, signal }: { readonly expected: readonly string[]; readonly signal: AbortSignal },
): Promise<readonly StatusPart[]> {
  try {
    const api = openApi(await loadKubeconfig({ kubeconfig }));
    const limits = { signal, clock: systemClock, onWaiting: () => undefined, patienceMs: 1_000 };
    const list = async <Item>(path: string) => {
      const { text } = await api.send({ method: 'GET', path }, limits);
      return (JSON.parse(text) as { readonly items?: readonly Item[] }).items ?? [];
    };
    const [nodes, pods] = await Promise.all([list<V1Node>('/api/v1/nodes'), list<V1Pod>('/api/v1/pods')]);
    return [nodesPart(nodes, expected), podsPart(pods)];
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const what = error.message;
    const look = error.hint ?? 'lab logs controller --unit kubelet';
    return [{ title: 'Nodes', rows: [], troubles: [{ where: 'cluster', what, look }] }];
  }
}
