import { beforeAll, expect, test } from 'vitest';

import { recapOf } from '../provision-run.ts';
import type { MachineName } from '../vagrant-lab.ts';
import { CLUSTER, LAB, NOTHING, SITE, provisioned, wholeLab } from './lab.ts';

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
    name: 'a cluster of k3s',
    machine: 'node1',
    make: 'mkdir -p /etc/rancher/k3s',
    undo: 'rmdir /etc/rancher/k3s /etc/rancher',
    says: /node1 has a cluster of k3s \(\/etc\/rancher\/k3s\)/,
  },
  {
    name: 'half of a cluster',
    machine: 'node1',
    make: 'mv /etc/kubernetes/kubelet.conf /root; touch /etc/kubernetes/admin.conf',
    undo: 'mv /root/kubelet.conf /etc/kubernetes; rm /etc/kubernetes/admin.conf',
    says: /node1 has something of a cluster, but is no node: .*admin.*playbooks\/reset\.yml -l node1/s,
  },
  {
    name: 'a controller that is the node of another',
    machine: 'controller',
    make: 'mv /etc/kubernetes/admin.conf /root',
    undo: 'mv /root/admin.conf /etc/kubernetes',
    says: /controller is a node of a cluster .* whose control plane runs elsewhere/s,
  },
  {
    name: 'a node with a control plane of its own',
    machine: 'node2',
    // Empty, so that the kubelet makes nothing of it.
    make: ': >/etc/kubernetes/manifests/kube-apiserver.yaml',
    undo: 'rm /etc/kubernetes/manifests/kube-apiserver.yaml',
    says: /node2 runs a control plane of its own/,
  },
  {
    name: 'a node of another cluster',
    machine: 'node2',
    make: 'cp -p /etc/kubernetes/pki/ca.crt /root; echo >>/etc/kubernetes/pki/ca.crt',
    undo: 'mv /root/ca.crt /etc/kubernetes/pki',
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
  expect(recapOf(await provisioned(SITE), 'changed')).toEqual(NOTHING);
});
