import { expect, test } from 'vitest';

import { TokenBucket } from './token-bucket.ts';

const TWENTY = { maxTokens: 20, tokensPerFill: 10, fillIntervalMs: 30_000 };

function emptied(): TokenBucket {
  const bucket = new TokenBucket(TWENTY, 0);
  for (let count = 0; count < 20; count++) expect(bucket.consume(0)).toBe(true);
  return bucket;
}

test('a full bucket gives as many as it holds, and no more', () => {
  expect(emptied().consume(0)).toBe(false);
});

test('a token comes back every three seconds, not ten after thirty', () => {
  const bucket = emptied();
  const given = Array.from({ length: 61 }, (_, half) => bucket.consume(half * 500));
  expect(given.flatMap((isGiven, half) => (isGiven ? [half / 2] : []))).toEqual([
    3, 6, 9, 12, 15, 18, 21, 24, 27, 30,
  ]);
});

test('it never holds more than it can', () => {
  const bucket = emptied();
  expect(bucket.remaining(3_600_000)).toBe(20);
});

test.each([
  [0, 0, 3],
  [500, 0, 3],
  [1000, 0, 2],
  [1500, 0, 2],
  [2500, 0, 1],
  [3000, 1, 0],
])('after %d ms: %d left, the next one in %d s (as Envoy says)', (nowMs, remaining, seconds) => {
  const bucket = emptied();
  expect([bucket.remaining(nowMs), bucket.secondsToNext(nowMs)]).toEqual([remaining, seconds]);
});

test('many short times are one long one', () => {
  const bucket = emptied();
  for (let nowMs = 100; nowMs < 3000; nowMs += 100) expect(bucket.consume(nowMs)).toBe(false);
  expect(bucket.consume(3000)).toBe(true);
});
