import type { V1Namespace, V1Node, V1Pod } from '@kubernetes/client-node';

import type { Api } from '../cluster/api.ts';
import { limitsForLooking, listObjects } from '../cluster/list-objects.ts';
import { once } from '../cluster/once.ts';
import type { ObjectHead } from '../manifests/manifest.ts';
import { nodesPart } from '../status/nodes.ts';
import type { StatusPart } from '../status/trouble.ts';
import { whereAsked } from './asked.ts';
import { checkAppPods } from './checks/app-pods.ts';
import { checkIstio, checkInjection } from './checks/istio.ts';
import { checkKubeconfig } from './checks/kubeconfig.ts';
import { verdictOfStatus } from './checks/of-status.ts';
import { checkRouting, routingObjects } from './checks/routing.ts';
import type { CheckName } from './names.ts';
import { platformChecks } from './platform-checks.ts';
import type { PlatformGround } from './platform-checks.ts';
import type { Check } from './run-checks.ts';
import { visitorChecks } from './visitor-checks.ts';
import type { VisitorGround } from './visitor-checks.ts';

/** A cluster of lab.yml, seen from outside. */
export interface ClusterGround extends VisitorGround, Omit<PlatformGround, 'pods'> {
  readonly machines: () => Promise<StatusPart>;
  /** The machines that should be nodes. */
  readonly expected: readonly string[];
  /** Opened once. @throws {ClusterError} where there is no way to it */
  readonly api: () => Promise<Api>;
  /** What kubernetes/ says belongs into the cluster. */
  readonly objects: readonly ObjectHead[];
}

/** All checks for a cluster, in the order in which they are shown. */
export function clusterChecks(ground: ClusterGround): readonly Check[] {
  const { lab, objects, stop } = ground;
  const limits = limitsForLooking(stop);
  const list = async <Item>(kind: string, fields?: string) =>
    listObjects<Item>(await ground.api(), { apiVersion: 'v1', kind, fields }, limits);
  const pods = once(() => list<V1Pod>('Pod'));
  const [app, ...visitors] = visitorChecks(ground);
  const needs: readonly CheckName[] = ['kubeconfig'];
  const meshed = (...checks: readonly Check[]) =>
    whereAsked(lab.mesh === 'istio', 'lab.yml says `mesh: none`', checks);
  return [
    {
      name: 'machines',
      look: async () => {
        const part = await ground.machines();
        return verdictOfStatus(part, part.rows.map(({ name }) => name).join(', '));
      },
    },
    { name: 'kubeconfig', look: async () => checkKubeconfig(await ground.api(), limits) },
    {
      name: 'nodes',
      needs,
      look: async () => {
        const nodes = await list<V1Node>('Node');
        const part = nodesPart(nodes, ground.expected);
        const versions = new Set(nodes.map(({ status }) => status?.nodeInfo?.kubeletVersion));
        const text = `${nodes.length} ready, ${lab.cluster.distribution} ${[...versions].join(', ')}`;
        return verdictOfStatus(part, text);
      },
    },
    { name: 'pods', needs, look: async () => checkAppPods(await pods(), lab) },
    ...(app ? [app] : []),
    ...meshed({
      name: 'routing',
      needs,
      look: async () =>
        checkRouting(await ground.api(), routingObjects(objects), { namespace: lab.namespace, limits }),
    }),
    ...visitors,
    ...meshed(
      { name: 'istio', needs, look: async () => checkIstio(await pods()) },
      {
        name: 'injection',
        needs: ['istio'],
        look: async () => {
          const [namespace] = await list<V1Namespace>('Namespace', `metadata.name=${lab.namespace}`);
          return checkInjection(namespace, await pods(), lab.namespace);
        },
      },
    ),
    ...platformChecks({ ...ground, pods }),
  ];
}
