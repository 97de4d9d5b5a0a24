import type { V1Node } from '@kubernetes/client-node';

import { unitOf } from './node-unit.ts';
import type { StatusPart, StatusRow, Trouble } from './trouble.ts';

/** The cluster's nodes. `expected` are the machines that should be among them. */
export function nodesPart(nodes: readonly V1Node[], expected: readonly string[]): StatusPart {
  const judged = nodes.map((node) => judgeNode(node));
  const known = new Set(nodes.map(({ metadata }) => metadata?.name));
  const missing = expected.filter((name) => !known.has(name));
  return {
    title: 'Nodes',
    rows: judged.map(({ row }) => row),
    troubles: [
      ...judged.flatMap(({ troubles }) => troubles),
      ...missing.map((name) => ({
        where: `node/${name}`,
        what: 'the machine runs, but is no node of the cluster',
        look: 'lab provision playbooks/cluster.yml',
      })),
    ],
  };
}

function judgeNode(node: V1Node): { row: StatusRow; troubles: readonly Trouble[] } {
  const { metadata, spec, status } = node;
  const name = metadata?.name ?? '?';
  const where = `node/${name}`;
  const conditions = status?.conditions ?? [];
  const ready = conditions.find(({ type }) => type === 'Ready');
  const isReady = ready?.status === 'True';
  const address = status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '?';
  const troubles: readonly Trouble[] = [
    ...(isReady
      ? []
      : [
          {
            where,
            what: `it is not ready: ${ready?.message ?? 'the kubelet has not reported yet'}`,
            look: `lab logs ${name} --unit ${unitOf(node)}`,
          },
        ]),
    // All others are named for what is wrong: MemoryPressure, DiskPressure, PIDPressure, NetworkUnavailable.
    ...conditions
      .filter(({ type, status: state }) => type !== 'Ready' && state === 'True')
      .map(({ type, message }) => ({ where, what: `${type}: ${message ?? ''}`, look: `lab ssh ${name}` })),
    ...(spec?.unschedulable === true
      ? [{ where, what: 'it takes no new pods (cordoned)', look: `kubectl uncordon ${name}` }]
      : []),
  ];
  const state = isReady ? 'Ready' : 'not ready';
  return {
    row: { name, state, details: `${address}, ${status?.nodeInfo?.kubeletVersion ?? '?'}` },
    troubles,
  };
}
