import { expect, test } from 'vitest';

import { parseDuration, parseProtobufDuration, protobufDuration } from './duration.ts';

test.each([
  ['10s', 10_000],
  ['1.5s', 1500],
  ['250ms', 250],
  ['1h30m', 5_400_000],
  ['1m0.5s', 60_500],
  ['0s', 0],
  ['10', undefined],
  ['s', undefined],
  ['-1s', undefined],
  ['1 s', undefined],
  ['1d', undefined],
])('parseDuration %s', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each([
  ['30s', 30_000],
  ['0.05s', 50],
  ['1m', undefined],
  ['50ms', undefined],
  ['1', undefined],
])('parseProtobufDuration %s', (text, expected) => {
  expect(parseProtobufDuration(text)).toBe(expected);
});

test('protobufDuration writes seconds', () => {
  expect([0, 50, 3000].map(protobufDuration)).toEqual(['0s', '0.05s', '3s']);
});
