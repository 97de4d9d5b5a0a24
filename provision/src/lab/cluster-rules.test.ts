import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { mergeSources } from '../source/merge.ts';
import { parseYaml } from '../source/yaml.ts';
import { readLab } from './load.ts';

const BASE = readFileSync(new URL('../../../lab.yml', import.meta.url), 'utf8');

function document(file: string, text: string) {
  const { document: read, problems } = parseYaml({ file, text });
  if (!read) throw new Error(JSON.stringify(problems));
  return read;
}

/** lab.yml with a `cluster` section laid over it: code, place and hint of every problem. */
function problemsWith(cluster: string): string[] {
  const source = mergeSources(document('lab.yml', BASE), document('my.yml', `cluster: ${cluster}`));
  return readLab(source).problems.map(
    ({ code, file, position }) => `${file}:${position?.line}:${position?.column} ${code}`,
  );
}

test.each([
  [
    'a key of k3s that the lab writes',
    '{ k3s: { config: { node-ip: 10.0.0.1 } } }',
    ['my.yml:1:29 bad-value'],
  ],
  ['the same, to be added', '{ k3s: { server_config: { disable+: [coredns] } } }', ['my.yml:1:36 bad-value']],
  [
    'a key of k3s twice',
    '{ k3s: { config: { debug: true }, server_config: { debug: false } } }',
    ['my.yml:1:61 bad-value'],
  ],
  ['a component that is none', '{ k3s: { disable: [Traefik 2] } }', ['my.yml:1:29 bad-value']],
  ['another distribution', '{ distribution: minikube }', ['my.yml:1:26 bad-value']],
  ['a network that is none', '{ pod_subnet: 10.244.0.0 }', ['my.yml:1:24 bad-value']],
  ['pods and Services in one network', '{ service_subnet: 10.244.0.0/20 }', ['my.yml:1:28 bad-value']],
  ['pods in the network of the machines', '{ pod_subnet: 192.168.0.0/16 }', ['my.yml:1:24 bad-value']],
  [
    'Services in the network of the machines',
    '{ service_subnet: 192.168.56.0/24 }',
    ['my.yml:1:28 bad-value'],
  ],
  ['less than a /24 for pods', '{ pod_subnet: 10.244.0.0/25 }', ['my.yml:1:24 bad-value']],
  ['too many Services', '{ service_subnet: 11.0.0.0/8 }', ['my.yml:1:28 bad-value']],
  ['all errors at once', '{ kubeadm: { ignore_preflight_errors: [Swap, All] } }', ['my.yml:1:55 bad-value']],
  ['an archive that nobody has', '{ kubeadm: { image_archives: [etcd] } }', ['my.yml:1:40 bad-value']],
  ['an artifact that is no archive', '{ kubeadm: { image_archives: [kubelet] } }', ['my.yml:1:40 bad-value']],
  ['a mistyped key', '{ kubeadm: { kubelets: {} } }', ['my.yml:1:23 unknown-key']],
])('refused: %s', (_name, cluster, problems) => {
  expect(problemsWith(cluster)).toEqual(problems);
});

test.each([
  ['k3s', '{ distribution: k3s, k3s: { config: { node-label: [disk=fast] } } }'],
  ['one error that may be', '{ kubeadm: { ignore_preflight_errors: [NumCPU] } }'],
  ['an archive of the lab', '{ kubeadm: { image_archives: [kube-proxy] } }'],
  ['fields of the kubelet', '{ kubeadm: { kubelet: { maxPods: 50, failSwapOn: false } } }'],
  ['a small network of Services', '{ service_subnet: 10.97.0.0/24 }'],
])('taken: %s', (_name, cluster) => {
  expect(problemsWith(cluster)).toEqual([]);
});

test('who writes a key of k3s is said', () => {
  const overlay = document('my.yml', 'cluster: { k3s: { config: { node-ip: 10.0.0.1 } } }');
  expect(readLab(mergeSources(document('lab.yml', BASE), overlay)).problems[0]).toMatchObject({
    message: 'the lab writes `node-ip` itself',
    hint: 'it comes from machines.NAME.address',
  });
});
