import { expect, test } from 'vitest';

import { isHostWithin, qualifyHost, serviceOf } from './host.ts';

test('a short name means a service of the own namespace', () => {
  expect(qualifyHost('shop', 'corner')).toBe('shop.corner.svc.cluster.local');
  expect(qualifyHost('shop.corner.svc.cluster.local', 'other')).toBe('shop.corner.svc.cluster.local');
  expect(qualifyHost('example.org', 'corner')).toBe('example.org');
});

test('serviceOf takes a full host apart', () => {
  expect(serviceOf('shop.corner.svc.cluster.local')).toEqual({ name: 'shop', namespace: 'corner' });
  expect(serviceOf('example.org')).toBeUndefined();
});

test.each([
  ['shop.test', 'shop.test', true],
  ['shop.test', '*', true],
  ['a.shop.test', '*.shop.test', true],
  ['shop.test', 'other.test', false],
  ['shop.test', 'corner/shop.test', true],
  ['shop.test', 'street/shop.test', false],
  ['shop.test', './shop.test', false],
  ['shop.test', '*/shop.test', true],
])('isHostWithin %s %s', (host, pattern, expected) => {
  expect(isHostWithin(host, pattern, { gateway: 'street', host: 'corner' })).toBe(expected);
});
