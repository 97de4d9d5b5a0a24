import { expect, test } from 'vitest';

import { OutlierDetector } from './outlier-detector.ts';

const DETECTION = {
  consecutive5xxErrors: 3,
  consecutiveGatewayErrors: undefined,
  intervalMs: 10_000,
  baseEjectionTimeMs: 30_000,
  maxEjectionPercent: 50,
};

function detectorOf(changes: Partial<typeof DETECTION> = {}) {
  const detector = new OutlierDetector({ ...DETECTION, ...changes }, 0);
  const fail = (key: string, nowMs: number, { times = 3, status = 500, size = 2 } = {}) => {
    for (let count = 0; count < times; count++) detector.report(key, { status, size, nowMs });
  };
  return { detector, fail };
}

test('errors in a row take an endpoint out, errors with a success between them do not', () => {
  const { detector, fail } = detectorOf();
  fail('a', 0, { times: 2 });
  fail('a', 0, { times: 1, status: 200 });
  fail('a', 0, { times: 2 });
  expect(detector.isEjected('a', 0)).toBe(false);
  fail('a', 0, { times: 1 });
  expect(detector.isEjected('a', 0)).toBe(true);
});

test('4xx is no error', () => {
  const { detector, fail } = detectorOf();
  fail('a', 0, { times: 10, status: 429 });
  expect(detector.isEjected('a', 0)).toBe(false);
});

test('it comes back at the first interval after its time', () => {
  const { detector, fail } = detectorOf();
  fail('a', 1000);
  expect([39_999, 40_000].map((nowMs) => detector.isEjected('a', nowMs))).toEqual([true, false]);
});

test('the second time is twice as long, and good intervals are remembered', () => {
  const { detector, fail } = detectorOf();
  fail('a', 0);
  expect(detector.isEjected('a', 30_000)).toBe(false);
  fail('a', 30_000);
  expect([89_999, 90_000].map((nowMs) => detector.isEjected('a', nowMs))).toEqual([true, false]);
  // Two ejections, two intervals without one: it begins anew.
  fail('a', 110_000);
  expect([139_999, 140_000].map((nowMs) => detector.isEjected('a', nowMs))).toEqual([true, false]);
});

test('never more than a share of the cluster is out: of one alone none, as in Envoy', () => {
  const { detector, fail } = detectorOf();
  fail('only', 0, { size: 1, times: 30 });
  expect(detector.isEjected('only', 0)).toBe(false);
  fail('a', 0);
  fail('b', 0);
  expect(['a', 'b'].map((key) => detector.isEjected(key, 0))).toEqual([true, false]);
});

test('gateway errors are counted apart where that is asked for', () => {
  const { detector, fail } = detectorOf({ consecutive5xxErrors: 0, consecutiveGatewayErrors: 2 } as object);
  fail('a', 0, { times: 10, status: 500 });
  expect(detector.isEjected('a', 0)).toBe(false);
  fail('a', 0, { times: 2, status: 503 });
  expect(detector.isEjected('a', 0)).toBe(true);
});
