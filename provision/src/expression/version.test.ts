import { expect, test } from 'vitest';

import { compareVersions, parseVersion } from './version.ts';

test('versions from old to new', () => {
  const inOrder = [
    '1.9.0',
    '1.36.4-alpha',
    '1.36.4-rc1',
    '1.36.4-rc2',
    '1.36.4-rc10',
    'v1.36.4',
    'v1.36.4+k3s1',
    'v1.36.4+k3s2',
    'v1.36.4+k3s10',
    '1.36.10',
    '1.37',
    '1.37.0.1',
    '2',
  ];
  const versions = inOrder.flatMap((text) => parseVersion(text) ?? []);
  const mixed = versions.toReversed().sort(compareVersions);
  expect(mixed.map(({ text }) => text)).toEqual(inOrder);
});

test.each([
  ['1.2', '1.2.0'],
  ['v1.2', '1.2'],
])('%s is %s', (a, b) => {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  expect(left && right && compareVersions(left, right)).toBe(0);
});

test.each(['', 'latest', 'v', '1.x', '1..2'])('%j is no version', (text) => {
  expect(parseVersion(text)).toBeUndefined();
});
