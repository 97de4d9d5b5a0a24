import { expect, test } from 'vitest';

import { describeAllowance, readAllowance } from './allowance.ts';

const NOW_MS = Date.UTC(2026, 0, 1);
const NOTHING = { limit: undefined, remaining: undefined, waitSeconds: undefined };

test.each<[Record<string, string>, ReturnType<typeof readAllowance>]>([
  [{}, NOTHING],
  [
    { 'x-ratelimit-limit': '20', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3' },
    { limit: 20, remaining: 0, waitSeconds: 3 },
  ],
  [{ 'x-ratelimit-limit': '20, 20;w=60' }, { ...NOTHING, limit: 20 }],
  [{ 'retry-after': '7' }, { ...NOTHING, waitSeconds: 7 }],
  [
    { 'x-ratelimit-reset': '2', 'retry-after': '7' },
    { ...NOTHING, waitSeconds: 2 },
  ],
  [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }, { ...NOTHING, waitSeconds: 9 }],
  [{ 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, { ...NOTHING, waitSeconds: 0 }],
  [{ 'retry-after': 'soon', 'x-ratelimit-limit': '-1' }, NOTHING],
])('%j', (headers, expected) => {
  expect(readAllowance(new Headers(headers), NOW_MS)).toEqual(expected);
});

test('is told only where it is known', () => {
  expect(describeAllowance(NOTHING)).toBe('');
  expect(describeAllowance({ ...NOTHING, limit: 20, remaining: 17 })).toBe('17 of 20 requests left for now.');
});
