import type { V1Node, V1Pod } from '@kubernetes/client-node';

import { openApi } from '../cluster/api.ts';
import { ClusterError } from '../cluster/cluster-error.ts';
import { limitsForLooking, listObjects } from '../cluster/list-objects.ts';
import { loadKubeconfig } from '../cluster/load-kubeconfig.ts';
import { nodesPart } from './nodes.ts';
import { podsPart } from './pods.ts';
import type { StatusPart } from './trouble.ts';

/** Nodes and pods of the cluster; where its API cannot be asked, that is what is wrong. */
export async function clusterParts(
  kubeconfig: string,
  {
    expected,
    unit,
    signal,
  }: {
    readonly expected: readonly string[];
    /** Of the controller: in its journal stands why nobody answers. */
    readonly unit: string;
    readonly signal: AbortSignal;
  },
): Promise<readonly StatusPart[]> {
  try {
    const api = openApi(await loadKubeconfig({ kubeconfig }));
    const limits = limitsForLooking(signal);
    const [nodes, pods] = await Promise.all([
      listObjects<V1Node>(api, { apiVersion: 'v1', kind: 'Node' }, limits),
      listObjects<V1Pod>(api, { apiVersion: 'v1', kind: 'Pod' }, limits),
    ]);
    return [nodesPart(nodes, expected), podsPart(pods)];
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const what = error.message;
    const look = error.hint ?? `lab logs controller --unit ${unit}`;
    return [{ title: 'Nodes', rows: [], troubles: [{ where: 'cluster', what, look }] }];
  }
}
