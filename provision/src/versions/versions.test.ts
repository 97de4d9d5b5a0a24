import { expect, test } from 'vitest';

import { installedVersions } from './installed.ts';
import { renderVersions } from './render-versions.ts';

test('versions as the programs print them', () => {
  const printed = [
    'k3s version v1.36.4+k3s1 (0abc1234)\ngo version go1.26.2\n',
    'Kubernetes v1.36.3\n',
    'containerd github.com/containerd/containerd/v2 v2.2.1 dea7da592f5d1d2b7755e3a161be07f43fad8f75\n',
    'runc version 1.1.5+ds1\ncommit: 1.1.5+ds1-1+deb12u1\n',
    'sh: 1: /opt/cni/bin/bridge: not found\n',
    'v4.3.1+gabcdef0\n',
    '',
  ].join('--\n');
  expect([...installedVersions(printed)]).toEqual([
    ['k3s', '1.36.4+k3s1'],
    ['kubernetes', '1.36.3'],
    ['containerd', '2.2.1'],
    ['runc', '1.1.5+ds1'],
    ['cni_plugins', undefined],
    ['helm', '4.3.1'],
  ]);
});

test('what differs from the pin is marked', () => {
  const rows = [
    { name: 'runc', pinned: '1.3.6', machines: { controller: '1.3.6', node1: '1.1.5', node2: null } },
  ];
  expect(renderVersions(rows, ['controller', 'node1', 'node2'])).toBe(
    '      lab.yml  controller  node1    node2\nrunc  1.3.6    1.3.6       1.1.5 ≠  –\n',
  );
});
