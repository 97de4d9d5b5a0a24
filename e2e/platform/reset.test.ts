import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, expect, test } from 'vitest';

import { recapOf } from '../provision-run.ts';
import { LAB, NOTHING, RESET, wholeLab } from './lab.ts';

/**
 * What a machine has of the platform, by program, file, process and network; nothing is printed for nothing. What the
 * provisioner notes of its own handlers, and base.yml's files, stay.
 */
const LEFT = `
  ls -d /usr/local/bin/* /var/lib/remla-lab/* /etc/kubernetes /etc/containerd /opt/cni 2>/dev/null | grep -v '/notified$' || :
  for folder in /var/lib/kubelet /var/lib/containerd /var/lib/etcd; do ls -A $folder 2>/dev/null || :; done
  ps -eo comm= | grep -E 'prometheus|operator|kube|etcd|containerd|node' || :
  iptables-save 2>/dev/null | grep -E '300[1-5]0|KUBE' || :`;

beforeAll(wholeLab);

test('lab reset leaves nothing of the platform, on the machines and here', async () => {
  expect((await LAB.start(['reset'])).exitCode).toBe(0);
  expect(await LAB.insideEach(LEFT)).toEqual(
    new Map([
      ['controller', ''],
      ['node1', ''],
      ['node2', ''],
    ]),
  );
  expect(existsSync(join(LAB.labState, 'kubeconfig'))).toBe(false);
});

test('a second reset has nothing to do', async () => {
  expect(recapOf(await LAB.provisioned(RESET), 'changed')).toEqual(NOTHING);
});
