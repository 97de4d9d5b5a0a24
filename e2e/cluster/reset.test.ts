import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, expect, test } from 'vitest';

import { LAB, NOTHING, RESET, provisioned, wholeLab } from './lab.ts';
import { recapOf } from '../provision-run.ts';

/** There as long as there is a cluster. */
const KUBECONFIG = join(LAB.labState, 'kubeconfig');

/** What a machine had of a cluster, by path, process, network, rule, mount and unit; nothing is printed for nothing. */
const LEFT = `
  ls -d /etc/kubernetes /etc/containerd /etc/cni /opt/cni /var/lib/cni /var/lib/remla-lab/cluster /usr/local/bin/* \\
    /etc/rancher /run/k3s /run/flannel /etc/systemd/system/k3s* /usr/local/sbin/runc /etc/systemd/system/*kubelet* /etc/systemd/system/*containerd* /etc/systemd/system/lab-* 2>/dev/null || :
  for folder in /var/lib/kubelet /var/lib/containerd /var/lib/etcd /var/lib/rancher; do ls -A $folder 2>/dev/null || :; done
  ps -eo comm= | grep -E 'kube|k3s|etcd|containerd|coredns|pause|node' || :
  ip -o link | grep -E 'cni0|veth|flannel' || :
  ip route | grep '10\\.244\\.' || :
  (iptables-save; ip6tables-save) 2>/dev/null | grep -Ei 'KUBE|CNI|flannel|10\\.(244|96)\\.' || :
  grep -E 'kubelet|containerd/io|k3s' /proc/mounts | grep -vE ' /var/lib/(kubelet|containerd|rancher) ' || :
  systemctl list-unit-files --no-legend 'kubelet*' 'containerd*' 'k3s*' 'lab-*' || :`;

// Of any version: the upgrade comes before this, and a cluster does not go back to an older one.
beforeAll(async () => {
  if (!existsSync(KUBECONFIG)) await wholeLab();
});

test('lab reset leaves nothing of the cluster, on the machines and here', async () => {
  expect((await LAB.start(['reset'])).exitCode).toBe(0);
  expect(await LAB.insideEach(LEFT)).toEqual(
    new Map([
      ['controller', ''],
      ['node1', ''],
      ['node2', ''],
    ]),
  );
  expect(existsSync(KUBECONFIG)).toBe(false);
});

test('a second reset has nothing to do', async () => {
  expect(recapOf(await provisioned(RESET), 'changed')).toEqual(NOTHING);
});
