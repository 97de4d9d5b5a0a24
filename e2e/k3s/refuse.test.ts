import { beforeAll, expect, test } from 'vitest';

import { CLUSTER, LAB, NOTHING, provisioned, wholeLab } from '../cluster/lab.ts';
import { recapOf } from '../provision-run.ts';
import type { MachineName } from '../vagrant-lab.ts';

// What the lab did not leave is named and kept. Each state is made by hand, and undone by hand.

/** A state that is somebody else's: how it comes about, how it goes, and what the run has to say of it. */
interface Foreign {
  readonly name: string;
  readonly machine: MachineName;
  readonly make: string;
  readonly undo: string;
  readonly says: RegExp;
}

const STATES: readonly Foreign[] = [
  {
    name: 'a node of kubeadm',
    machine: 'node1',
    make: 'mkdir -p /etc/kubernetes; touch /etc/kubernetes/kubelet.conf',
    undo: 'rm -r /etc/kubernetes',
    says: /node1 has a cluster of kubeadm .*playbooks\/reset\.yml -l node1/s,
  },
  {
    name: 'k3s that somebody else installed',
    machine: 'node1',
    make: 'mv /etc/rancher/k3s/token /root',
    undo: 'mv /root/token /etc/rancher/k3s',
    says: /node1 has k3s, but not from this lab/,
  },
  {
    name: 'another token',
    machine: 'controller',
    make: 'cp -p /etc/rancher/k3s/token /root; echo other >/etc/rancher/k3s/token',
    undo: 'mv /root/token /etc/rancher/k3s',
    says: /controller has another token .*secrets\/k3s_token/s,
  },
  {
    name: 'half of a cluster',
    machine: 'node1',
    make: 'mv /var/lib/rancher/k3s/agent/kubelet.kubeconfig /root',
    undo: 'mv /root/kubelet.kubeconfig /var/lib/rancher/k3s/agent',
    says: /node1 has something of a cluster, but is no node: .*password/s,
  },
  {
    name: 'a node with a control plane of its own',
    machine: 'node2',
    make: 'mkdir -p /var/lib/rancher/k3s/server/db',
    undo: 'rm -r /var/lib/rancher/k3s/server',
    says: /node2 runs a control plane of its own/,
  },
  {
    name: 'a node of another cluster',
    machine: 'node2',
    make: 'cp -p /var/lib/rancher/k3s/agent/server-ca.crt /root; echo >>/var/lib/rancher/k3s/agent/server-ca.crt',
    undo: 'mv /root/server-ca.crt /var/lib/rancher/k3s/agent',
    says: /node2 is a node of another cluster .* their certificate authorities differ/s,
  },
];

beforeAll(wholeLab);

test.each(STATES)('$name is named, and kept', async ({ machine, make, undo, says }) => {
  await LAB.inside(machine, make);
  try {
    const run = await LAB.provision(CLUSTER);
    expect(run.exitCode).toBe(2);
    expect(recapOf(run, 'changed')).toEqual(NOTHING);
    expect([...run.messages.values()].join('\n')).toMatch(says);
  } finally {
    await LAB.inside(machine, undo);
  }
});

test('and when it is gone, nothing is left to do', async () => {
  expect(recapOf(await provisioned(CLUSTER), 'changed')).toEqual(NOTHING);
});

test('what k3s does not document, the stand-in refuses', async () => {
  const refused = async (script: string) =>
    LAB.inside('node1', `(${script}) 2>&1 || echo "exit $?"`).then((said) =>
      said.trim().split('\n').slice(-2),
    );
  expect(await refused('k3s etcd-snapshot save')).toEqual([
    expect.stringContaining('the stand-in\'s table has no command \\"etcd-snapshot save\\"'),
    'exit 1',
  ]);
  expect(await refused('K3S_URL=https://x k3s --version')).toEqual([
    expect.stringContaining("the stand-in's table has no variable K3S_URL"),
    'exit 1',
  ]);
  expect(await refused('k3s agent --node-name x')).toEqual([
    expect.stringContaining('the lab says flags in /etc/rancher/k3s/config.yaml'),
    'exit 1',
  ]);
});
