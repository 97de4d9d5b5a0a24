import { expect, test } from 'vitest';

import { Images, NodePort, WORKLOAD_KEYS, quantityOf } from './workload-schema.ts';

test.each([
  ['500m', 0.5],
  ['1', 1],
  ['0.25', 0.25],
  ['64Ki', 65_536],
  ['128Mi', 134_217_728],
  ['1Gi', 1_073_741_824],
  ['1X', Number.NaN],
  ['', Number.NaN],
])('%s is %d', (quantity, number) => {
  expect(quantityOf(quantity)).toBe(number);
});

test.each([
  ['remla-lab', true],
  ['ghcr.io/remla-lab', true],
  ['localhost:5000/a/b', true],
  ['Remla', false],
  ['remla-lab/', false],
  ['https://ghcr.io', false],
])('registry %s: %s', (registry, isTaken) => {
  expect(Images.safeParse({ registry, builder: 'auto' }).success).toBe(isTaken);
});

test.each([
  [30_000, true],
  [32_767, true],
  [29_999, false],
  [8080, false],
])('node port %d: %s', (port, isTaken) => {
  expect(NodePort.safeParse(port).success).toBe(isTaken);
});

test.each([
  [{ cpu: '500m', memory: '1Gi' }, true],
  [{ cpu: '2', memory: '256Mi' }, true],
  [{ cpu: 2, memory: '256Mi' }, false],
  [{ cpu: '0', memory: '256Mi' }, false],
  [{ cpu: '1', memory: '256MB' }, false],
  [{ cpu: '1' }, false],
])('amounts %j: %s', (amounts, isTaken) => {
  const resources = { requests: amounts, limits: { cpu: '2', memory: '2Gi' } };
  expect(WORKLOAD_KEYS.resources.safeParse(resources).success).toBe(isTaken);
});
