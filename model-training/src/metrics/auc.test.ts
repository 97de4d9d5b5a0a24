import { array, assert, integer, pre, property, record } from 'fast-check';
import { expect, test } from 'vitest';

import { auc } from './auc.ts';
import { createWeightedAuc } from './weighted-auc.ts';

const scored = (pairs: readonly (readonly [label: number, score: number])[]): Parameters<typeof auc>[0] => ({
  labels: Uint8Array.from(pairs, ([label]) => label),
  scores: Float64Array.from(pairs, ([, score]) => score),
});

test('every phishing row above every legitimate one is 1, the other way round 0', () => {
  expect(
    auc(
      scored([
        [0, 0.1],
        [0, 0.2],
        [1, 0.3],
      ]),
    ),
  ).toBe(1);
  expect(
    auc(
      scored([
        [1, 0.1],
        [0, 0.2],
        [0, 0.3],
      ]),
    ),
  ).toBe(0);
});

test('ties count half', () => {
  expect(
    auc(
      scored([
        [0, 0.5],
        [1, 0.5],
      ]),
    ),
  ).toBe(0.5);
  // of the four pairs: one won, one tied, two lost
  expect(
    auc(
      scored([
        [0, 0.2],
        [0, 0.6],
        [1, 0.6],
        [1, 0.1],
      ]),
    ),
  ).toBe(0.375);
});

test('a class that is missing gives NaN', () => {
  expect(auc(scored([[1, 0.5]]))).toBeNaN();
});

test('is the share of pairs in the right order, weighted rows counting as copies', () => {
  const row = record({
    label: integer({ min: 0, max: 1 }),
    score: integer({ min: 0, max: 5 }),
    count: integer({ min: 0, max: 3 }),
  });
  assert(
    property(array(row, { minLength: 2, maxLength: 30 }), (rows) => {
      const copies = rows.flatMap(({ label, score, count }) =>
        Array.from({ length: count }, () => [label, score] as const),
      );
      const positives = copies.filter(([label]) => label === 1);
      const negatives = copies.filter(([label]) => label === 0);
      pre(positives.length > 0 && negatives.length > 0);
      let won = 0;
      for (const [, high] of positives)
        for (const [, low] of negatives) won += high > low ? 1 : high === low ? 0.5 : 0;
      const expected = won / positives.length / negatives.length;
      expect(auc(scored(copies))).toBeCloseTo(expected, 12);
      const weighted = createWeightedAuc(scored(rows.map(({ label, score }) => [label, score])));
      expect(weighted(Uint16Array.from(rows, ({ count }) => count))).toBeCloseTo(expected, 12);
    }),
  );
});
