import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { labWith } from '../../charts/testing/platform-values.ts';
import { startApiDouble } from '../../cluster/testing/api-double.ts';
import type { CommandContext } from '../command.ts';
import { kubeconfigFile } from '../playbooks/kubeconfig-file.ts';
import { fetchImages } from './images.ts';

const OPTIONS = { check: true, inventory: undefined, lab: undefined };

/** What `lab fetch --images --check` says of a cluster with these objects. `kept`: archives in the cache. */
async function lookAt(
  overlay: string,
  objects: Readonly<Record<string, readonly unknown[]>>,
  kept: readonly string[] = [],
) {
  await using double = await startApiDouble(({ path }) => {
    const [, plural = ''] = /^\/api\/v1\/(\w+)/.exec(path) ?? [];
    return { body: { kind: 'List', apiVersion: 'v1', metadata: {}, items: objects[plural] ?? [] } };
  });
  const folder = await mkdtemp(join(tmpdir(), 'lab-images-'));
  try {
    const lab = labWith(
      `${overlay}\nprovision: { state_folder: ${folder}, cache_folder: ${folder}/cache }\n`,
    );
    await mkdir(join(folder, 'cache/platform-images'), { recursive: true });
    for (const name of kept) await writeFile(join(folder, 'cache/platform-images', name), 'archive');
    await copyFile(double.kubeconfig, kubeconfigFile(folder));
    const said: string[] = [];
    const outcome = await fetchImages(lab, OPTIONS, contextWith(folder, said));
    return { outcome, said };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function contextWith(root: string, said: string[]): CommandContext {
  const signal = new AbortController().signal;
  const say = (text: string) => void said.push(text);
  return {
    root,
    currentDirectory: root,
    environment: {},
    output: {
      print: say,
      note: say,
      progress: () => undefined,
      useColor: false,
      isTerminal: false,
      columns: 80,
      rows: 24,
    },
    input: process.stdin,
    stop: signal,
    kill: signal,
  };
}

function pod(namespace: string, ...images: readonly string[]) {
  return {
    metadata: { name: images[0]?.split('/').at(-1)?.split(':')[0], namespace },
    spec: { containers: images.map((image) => ({ image })) },
  };
}

test('what the pods of the platform name, and whether the cache has it', async () => {
  const pods = [
    pod('monitoring', 'quay.io/prometheus/prometheus:v3.5.0', 'grafana/grafana:13.2.0'),
    pod('lab', 'remla-lab/app:0.1.0-abc', 'docker.io/istio/proxyv2:1.30.3'),
    pod('kube-system', 'rancher/mirrored-coredns-coredns:1.13.1'),
    pod('elsewhere', 'example.org/not-ours:1'),
  ];
  const found = await lookAt('cluster: { distribution: k3s }', { pods }, [
    'quay.io+prometheus+prometheus=v3.5.0.tar',
  ]);
  expect(found.said).toEqual([
    'missing  docker.io/grafana/grafana:13.2.0\n',
    'missing  docker.io/istio/proxyv2:1.30.3\n',
    'there    quay.io/prometheus/prometheus:v3.5.0  7 B\n',
  ]);
  expect(found.outcome).toEqual({ status: 'failed' });
});

test('with kubeadm also its own that have no archive at their publisher, and pause, which no pod names', async () => {
  const pods = [
    pod('kube-system', 'registry.k8s.io/etcd:3.6.8-0'),
    pod('kube-system', 'registry.k8s.io/kube-apiserver:v1.36.3'),
  ];
  const nodes = [
    {
      metadata: { name: 'controller' },
      status: { images: [{ names: ['registry.k8s.io/pause@sha256:0', 'registry.k8s.io/pause:3.10.2'] }] },
    },
  ];
  const { said } = await lookAt('cluster: { distribution: kubeadm }', { pods, nodes });
  expect(said).toEqual([
    'missing  registry.k8s.io/etcd:3.6.8-0\n',
    'missing  registry.k8s.io/pause:3.10.2\n',
  ]);
});

test('where nothing of it runs, that is said', async () => {
  const { outcome, said } = await lookAt('cluster: { distribution: k3s }', { pods: [] });
  expect(outcome).toEqual({ status: 'failed' });
  expect(said).toEqual([
    'no pod in the cluster names an image that `lab fetch` does not bring: npm run provision installs the platform\n',
  ]);
});
