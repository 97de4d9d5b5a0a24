import { join } from 'node:path';

import { execa } from 'execa';
import { z } from 'zod';

import { PROGRAMS } from '../tools/folders.ts';
import { ADDRESSES, THIS_LAB } from './distribution.ts';
import { LAB } from './lab.ts';

const PROGRAM = join(PROGRAMS, `kubernetes-${THIS_LAB.artifacts['kubernetes']?.version ?? ''}`, 'kubectl');
const KUBECONFIG = join(LAB.labState, 'kubeconfig');

/** What kubectl prints, run on this machine with the kubeconfig that the lab left. @throws {ExecaError} */
export async function kubectl(...words: readonly string[]): Promise<string> {
  return (await execa(PROGRAM, ['--kubeconfig', KUBECONFIG, ...words])).stdout;
}

/** Applies objects, or whatever `words` say to do with them. @throws {ExecaError} with what the API said */
export async function apply(
  objects: readonly object[] | string,
  ...words: readonly string[]
): Promise<string> {
  const text =
    typeof objects === 'string' ? objects : objects.map((each) => JSON.stringify(each)).join('\n---\n');
  const verb = words.length > 0 ? words : ['apply'];
  return (await execa(PROGRAM, ['--kubeconfig', KUBECONFIG, ...verb, '--filename', '-'], { input: text }))
    .stdout;
}

const Pod = z.object({
  metadata: z.object({
    name: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
    deletionTimestamp: z.string().optional(),
  }),
  spec: z.object({
    nodeName: z.string().optional(),
    containers: z.array(z.object({ image: z.string() })),
  }),
  status: z.object({
    phase: z.string(),
    podIP: z.string().optional(),
    startTime: z.string().optional(),
    containerStatuses: z.array(z.object({ restartCount: z.number(), ready: z.boolean() })).default([]),
  }),
});
export type Pod = z.infer<typeof Pod>;

/** The pods of a namespace (`--all-namespaces` too), or those that a selector finds; those that are on their way out aside. */
export async function podsOf(...words: readonly string[]): Promise<readonly Pod[]> {
  const list: unknown = JSON.parse(await kubectl('get', 'pods', '--output', 'json', ...words));
  const { items } = z.object({ items: z.array(Pod) }).parse(list);
  return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

const Node = z.object({
  metadata: z.object({ name: z.string(), uid: z.string() }),
  spec: z.object({ podCIDR: z.string(), taints: z.array(z.unknown()).default([]) }),
  status: z.object({
    addresses: z.array(z.object({ type: z.string(), address: z.string() })),
    conditions: z.array(z.object({ type: z.string(), status: z.string() })),
    nodeInfo: z.object({ kubeletVersion: z.string() }),
  }),
});

/** A node in the words of these tests. */
export interface NodeState {
  readonly name: string;
  readonly isReady: boolean;
  readonly address: string | undefined;
  readonly version: string;
  readonly taints: number;
}

/** The nodes, sorted by name. */
export async function nodes(): Promise<readonly NodeState[]> {
  const list: unknown = JSON.parse(await kubectl('get', 'nodes', '--output', 'json'));
  return z
    .object({ items: z.array(Node) })
    .parse(list)
    .items.map(({ metadata, spec, status }) => ({
      name: metadata.name,
      isReady: status.conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True'),
      address: status.addresses.find(({ type }) => type === 'InternalIP')?.address,
      version: status.nodeInfo.kubeletVersion,
      taints: spec.taints.length,
    }));
}

/** Three Ready nodes of a version, as they are to be. */
export function readyNodes(version: string): readonly NodeState[] {
  return ['controller', 'node1', 'node2'].map((name, index) => {
    return { name, isReady: true, address: ADDRESSES[index], version: `v${version}`, taints: 0 };
  });
}
