import { expect, test } from 'vitest';

import { inReverse, inWaves } from './waves.ts';

const KINDS = [
  'VirtualService',
  'Deployment',
  'DestinationRule',
  'Service',
  'Secret',
  'ServiceAccount',
  'CustomResourceDefinition',
  'Namespace',
  'RoleBinding',
  'PodDisruptionBudget',
  'EnvoyFilter',
];
const OBJECTS = KINDS.map((kind) => ({ apiVersion: 'v1', kind, metadata: { name: 'x' } }));
const WAVES = [
  ['Namespace'],
  ['CustomResourceDefinition'],
  ['ServiceAccount'],
  ['Secret', 'RoleBinding'],
  ['Service', 'PodDisruptionBudget'],
  ['DestinationRule', 'EnvoyFilter'],
  ['Deployment'],
  ['VirtualService'],
];

test('what others need comes before them, what leads to others after them', () => {
  const waves = inWaves(OBJECTS.map((object) => ({ object })));
  expect(waves.map((wave) => wave.map(({ object }) => object.kind))).toEqual(WAVES);
});

test('and goes in the reverse order', () => {
  const waves = inReverse(OBJECTS).map((wave) => wave.map(({ kind }) => kind));
  expect(waves).toEqual(WAVES.toReversed());
});
