import { execFileSync } from 'node:child_process';

import type { V1Node, V1NodeSystemInfo, V1Pod } from '@kubernetes/client-node';
import { expect, test } from 'vitest';

import { MACHINE_SCRIPT, machinesPart } from './machines.ts';
import { unitOf } from './node-unit.ts';
import { nodesPart } from './nodes.ts';
import { podsPart } from './pods.ts';
import { renderStatus } from './render-status.ts';

const WELL = 'since 2026-11-21 10:00:00\nload 0.10\nmemory 3000 2000\ndisk 40 20\nunit kubelet active\n';

test('a machine that is well, one with troubles, one that is silent and one that is away', () => {
  const part = machinesPart(
    [
      { name: 'controller', stdout: WELL },
      { name: 'node1', stdout: 'memory 3000 100\ndisk 40 92\nunit kubelet failed\nfailed ssh.service\n' },
      { name: 'node2', failure: 'no route' },
    ],
    new Map([['node3', { message: 'does not run', hint: 'vagrant up node3' }]]),
  );
  expect(part.rows.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'controller ok',
    'node1 trouble',
    'node2 unreachable',
    'node3 absent',
  ]);
  expect(part.rows[0]?.details).toBe(
    'up since 2026-11-21 10:00:00, load 0.10, memory 2000 of 3000 MiB free, disk 20 % of 40 GiB, kubelet active',
  );
  expect(part.troubles.map(({ where, what }) => `${where}: ${what}`)).toEqual([
    'node1: kubelet is failed',
    'node1: ssh.service failed',
    'node1: the disk is 92 % full',
    'node1: 100 MiB of memory are left',
    'node2: no route',
    'node3: does not run',
  ]);
});

test.runIf(process.platform === 'linux')('what a machine is asked, asked of this one', () => {
  const stdout = execFileSync('/bin/sh', ['-c', MACHINE_SCRIPT.text], { encoding: 'utf8' });
  expect(machinesPart([{ name: 'here', stdout }], new Map()).rows[0]?.details).toMatch(
    /^up since \S+.*, load [\d.]+, memory \d+ of \d+ MiB free, disk \d+ % of \d+ GiB/,
  );
});

const node = (name: string, conditions: readonly (readonly [string, string])[]): V1Node => ({
  metadata: { name },
  status: {
    addresses: [{ type: 'InternalIP', address: '192.168.56.110' }],
    conditions: conditions.map(([type, status]) => ({ type, status, message: `${type} says so` })),
  },
});

test('nodes: not ready, under pressure, and a machine that is none', () => {
  const part = nodesPart(
    [
      node('controller', [
        ['Ready', 'True'],
        ['DiskPressure', 'False'],
      ]),
      node('node1', [
        ['Ready', 'Unknown'],
        ['DiskPressure', 'True'],
      ]),
    ],
    ['controller', 'node1', 'node2'],
  );
  expect(part.rows.map(({ state }) => state)).toEqual(['Ready', 'not ready']);
  expect(part.troubles.map(({ where, what }) => `${where}: ${what}`)).toEqual([
    'node/node1: it is not ready: Ready says so',
    'node/node1: DiskPressure: DiskPressure says so',
    'node/node2: the machine runs, but is no node of the cluster',
  ]);
});

test.each([
  ['v1.36.3', {}, 'kubelet'],
  ['v1.36.4+k3s1', {}, 'k3s-agent'],
  ['v1.36.4+k3s1', { 'node-role.kubernetes.io/control-plane': 'true' }, 'k3s'],
])('the journal of a node with %s %o is that of %s', (kubeletVersion, labels, unit) => {
  const status = { nodeInfo: { kubeletVersion } as V1NodeSystemInfo };
  expect(unitOf({ metadata: { labels }, status })).toBe(unit);
});

const pod = (name: string, status: V1Pod['status']): V1Pod => ({
  metadata: { name, namespace: 'lab' },
  ...(status && { status }),
});

test('pods: their troubles, and where to look', () => {
  const waiting = { reason: 'ImagePullBackOff', message: 'no such image' };
  const part = podsPart([
    pod('app-v1-a', { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }),
    pod('done', { phase: 'Succeeded' }),
    pod('app-v2-b', {
      phase: 'Pending',
      containerStatuses: [
        { name: 'app', image: 'x', imageID: '', ready: false, restartCount: 3, state: { waiting } },
      ],
    }),
  ]);
  expect(part.rows).toEqual([{ name: 'lab', state: 'trouble', details: '2 of 3 pods well, 3 restarts' }]);
  expect(part.troubles).toEqual([
    {
      where: 'pod/lab/app-v2-b',
      what: 'app waits: ImagePullBackOff: no such image',
      look: 'kubectl -n lab describe pod app-v2-b',
    },
  ]);
  expect(renderStatus([part], { useColor: false })).toBe(`Pods by namespace
  lab  trouble  2 of 3 pods well, 3 restarts

What is wrong
  pod/lab/app-v2-b: app waits: ImagePullBackOff: no such image
    → kubectl -n lab describe pod app-v2-b
`);
});
