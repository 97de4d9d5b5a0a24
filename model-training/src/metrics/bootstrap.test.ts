import { expect, test } from 'vitest';

import { seededRandom } from '../rows/random.ts';
import { bootstrap, quantile } from './bootstrap.ts';

test('quantiles lie between the order statistics', () => {
  const sorted = Float64Array.from([1, 2, 4]);
  expect([0, 0.25, 0.5, 1].map((share) => quantile(sorted, share))).toEqual([1, 1.5, 2, 4]);
});

test('the interval of a share of a quarter is close to the one of the normal distribution, and the same for the same seed', () => {
  const mean = (counts: Uint16Array): number =>
    counts.subarray(0, 100).reduce((sum, count) => sum + count, 0) / counts.length;
  const run = (seed: number): ReturnType<typeof bootstrap> =>
    bootstrap(400, mean, { draws: 2000, confidence: 0.95, random: seededRandom(seed) });
  const { low, high } = run(3);
  // 0.25 ± 1.96 · sqrt(0.25 · 0.75 / 400) = 0.25 ± 0.0424
  expect(low).toBeGreaterThan(0.197);
  expect(low).toBeLessThan(0.218);
  expect(high).toBeGreaterThan(0.282);
  expect(high).toBeLessThan(0.303);
  expect(run(3)).toEqual({ low, high });
});
