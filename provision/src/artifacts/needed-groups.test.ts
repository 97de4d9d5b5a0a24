import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { parseYaml } from '../source/yaml.ts';
import { readLab } from '../lab/load.ts';
import { isNeeded } from './needed-groups.ts';
import type { LabParts } from './needed-groups.ts';

const TEXT = readFileSync(new URL('../../../lab.yml', import.meta.url), 'utf8');

function lab() {
  const { document } = parseYaml({ file: 'lab.yml', text: TEXT });
  const loaded = document && readLab(document).loaded;
  if (!loaded) throw new Error('lab.yml cannot be read');
  return loaded.lab;
}

/** The groups of lab.yml that a lab with these parts needs. */
function neededWith(parts: Partial<LabParts>): readonly string[] {
  const all = lab();
  return Object.keys(all.artifacts)
    .filter((group) => isNeeded(group, { ...all, ...parts }))
    .toSorted();
}

const { cluster, platform } = lab();
const bare = {
  mesh: 'none',
  monitoring: false,
  platform: { ...platform, headlamp: { ...platform.headlamp, enabled: false } },
} as const;

test('each distribution needs its own programs', () => {
  expect(neededWith({ ...bare, cluster: { ...cluster, distribution: 'k3s' } })).toEqual(['k3s']);
  expect(neededWith({ ...bare, cluster: { ...cluster, distribution: 'kubeadm' } })).toEqual([
    'cni_plugins',
    'containerd',
    'kubernetes',
    'runc',
  ]);
});

test('a whole lab needs every chart', () => {
  const whole = {
    mesh: 'istio',
    monitoring: true,
    platform: { ...platform, headlamp: { ...platform.headlamp, enabled: true } },
  } as const;
  expect(neededWith({ ...whole, cluster: { ...cluster, distribution: 'k3s' } })).toEqual([
    'headlamp',
    'helm',
    'istio',
    'jaeger',
    'k3s',
    'kiali',
    'kube_prometheus_stack',
  ]);
});

test('a group that nobody knows is needed', () => {
  expect(isNeeded('own', lab())).toBe(true);
});
