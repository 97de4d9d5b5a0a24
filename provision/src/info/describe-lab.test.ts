import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import type { LoadedInventory } from '../inventory/load-inventory.ts';
import type { Lab } from '../lab/schema.ts';
import { labWith } from '../charts/testing/platform-values.ts';
import { describeLab, renderInfo } from './describe-lab.ts';

const MACHINES: LoadedInventory = {
  inventory: {
    hosts: [hostAt('controller', '192.168.56.110'), hostAt('node1', '192.168.56.111')],
    groups: new Map([['controllers', ['controller']]]),
    absent: new Map(),
  },
  hostVariables: new Map(),
  becomePasswords: new Map(),
};

function hostAt(name: string, host: string): LoadedInventory['inventory']['hosts'][number] {
  return { name, address: { kind: 'ssh', host } } as LoadedInventory['inventory']['hosts'][number];
}

function info(lab: Lab): string {
  return renderInfo(describeLab(lab, MACHINES, '/home/me/lab/.lab/kubeconfig'));
}

test('with everything: every address, whom to log in as, and how to get at password and token', () => {
  const lab = labWith('cluster: { distribution: k3s }\nmesh: istio\nmonitoring: true\n');
  expect(info(lab)).toBe(`app         http://app.remla.local  (\`lab hosts --add\` makes the name known)
prometheus  http://192.168.56.110:30010
grafana     http://192.168.56.110:30020  (user admin; \`lab info --password\` shows the password)
kiali       http://192.168.56.110:30040/kiali  (no login; it shows, and changes nothing)
jaeger      http://192.168.56.110:30050
headlamp    https://192.168.56.110:30030  (\`lab info --token\` makes a token; the certificate is the lab’s own, so the browser asks)
cluster     Kubernetes ${lab.artifacts['k3s']?.version} (k3s)
kubectl     export KUBECONFIG=/home/me/lab/.lab/kubeconfig
controller  192.168.56.110  controller  (lab ssh controller)
node1       192.168.56.111  node  (lab ssh node1)
`);
});

test('what lab.yml leaves out is not promised', () => {
  const lab = labWith(
    'cluster: { distribution: kubeadm }\nmesh: none\nmonitoring: false\nplatform: { headlamp: { enabled: false } }\n',
  );
  const { addresses, cluster } = describeLab(lab, MACHINES, '/kubeconfig');
  expect(addresses.map(({ name, url }) => `${name} ${url}`)).toEqual([
    'app http://app.remla.local:30080',
    'app http://192.168.56.110:30080',
  ]);
  expect(cluster.version).toBe(lab.artifacts['kubernetes']?.version);
});

test('the last play of the site prints the same', () => {
  const read = (file: string) => readFileSync(new URL(`../../../playbooks/${file}`, import.meta.url), 'utf8');
  expect(read('site.yml').trimEnd().split('\n').at(-1)).toBe('- import_playbook: info.yml');
  expect(read('info.yml')).toContain("msg: '{{ lab_info }}'");
});
