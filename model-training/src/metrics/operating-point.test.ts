import { expect, test } from 'vitest';

import { f1, flaggedShare, thresholdForFalsePositives, truePositiveRateAt } from './operating-point.ts';

/** 200 legitimate rows with the scores 0.001 … 0.200 and four phishing rows. */
const scored = {
  labels: Uint8Array.from([...Array.from({ length: 200 }, () => 0), 1, 1, 1, 1]),
  scores: Float64Array.from([
    ...Array.from({ length: 200 }, (_, row) => (row + 1) / 1000),
    0.9,
    0.199,
    0.1985,
    0.1,
  ]),
};

test('the threshold lets exactly the allowed share of legitimate rows be flagged', () => {
  const threshold = thresholdForFalsePositives(scored, 0.01);
  expect(threshold).toBeGreaterThan(0.198);
  expect(threshold).toBeLessThan(0.1981);
  expect(flaggedShare(scored, { label: 0, threshold })).toBe(0.01);
  expect(flaggedShare(scored, { label: 1, threshold })).toBe(0.75);
});

test('a rate that allows no row puts the threshold above all of them', () => {
  const threshold = thresholdForFalsePositives(scored, 0.001);
  expect(flaggedShare(scored, { label: 0, threshold })).toBe(0);
  expect(truePositiveRateAt(scored, 0.001)).toBe(0.25);
});

test('rows that tie at the threshold are not flagged rather than too many', () => {
  const tied = { labels: Uint8Array.from([0, 0, 0, 1]), scores: Float64Array.from([0.5, 0.5, 0.5, 0.5]) };
  expect(truePositiveRateAt(tied, 0.4)).toBe(0);
});

test('works for zero and for negative scores', () => {
  const logits = { labels: Uint8Array.from([0, 0, 1]), scores: Float64Array.from([-3, -2, -1]) };
  expect(truePositiveRateAt(logits, 0)).toBe(1);
  expect(thresholdForFalsePositives({ labels: Uint8Array.of(0), scores: Float64Array.of(0) }, 0)).toBe(
    Number.MIN_VALUE,
  );
});

test('without legitimate rows there is no threshold', () => {
  expect(() =>
    thresholdForFalsePositives({ labels: Uint8Array.of(1), scores: Float64Array.of(1) }, 0.01),
  ).toThrow(RangeError);
});

test('F1 of two hits, one miss and one false alarm is 2/3', () => {
  const four = { labels: Uint8Array.from([1, 1, 1, 0]), scores: Float64Array.from([0.9, 0.5, 0.1, 0.7]) };
  expect(f1(four, 0.5)).toBeCloseTo(2 / 3, 12);
});
