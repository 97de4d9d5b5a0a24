import { expect, test } from 'vitest';

import { seededRandom } from '../rows/random.ts';
import { compare } from './compare.ts';
import { measuresOf } from './measures.ts';
import type { Slice } from './slices.ts';

const ROWS = 1200;
const labels = Uint8Array.from({ length: ROWS }, (_, row) => row % 2);
const slice: Slice = { test: 't', by: 'all', name: 'all', indices: Uint32Array.from(labels.keys()) };
const judged = (
  score: (row: number) => number,
): { scored: { labels: Uint8Array; scores: Float64Array }; threshold: number } => ({
  scored: { labels, scores: Float64Array.from(labels, (_, row) => score(row)) },
  threshold: 0.5,
});
/** Right on all rows but every tenth. */
const good = judged((row) => (row % 20 < 2 ? 1 - (row % 2) : row % 2) * 0.8 + (row % 7) / 100);
/** Right on all rows but every fifth. */
const bad = judged((row) => (row % 10 < 2 ? 1 - (row % 2) : row % 2) * 0.8 + (row % 7) / 100);

test('a class needs 500 rows, AUC needs 500 of both', () => {
  expect(measuresOf(slice, labels).map(({ measure }) => measure)).toEqual([
    'falsePositiveRate',
    'truePositiveRate',
    'auc',
  ]);
  const few = { ...slice, indices: slice.indices.subarray(0, 999) };
  expect(measuresOf(few, labels).map(({ measure }) => measure)).toEqual(['falsePositiveRate']);
});

test('a model that errs twice as often is worse on every measure, and not worse the other way round', () => {
  const measures = measuresOf(slice, labels);
  const worse = compare(measures, () => ({ model: bad, baseline: good }), seededRandom(1));
  const better = compare(measures, () => ({ model: good, baseline: bad }), seededRandom(1));
  expect(worse.map(({ isWorse }) => isWorse)).toEqual([true, true, true]);
  expect(worse[0]).toMatchObject({ measure: 'falsePositiveRate', rows: 600, difference: 0.1 });
  expect(better.map(({ isWorse }) => isWorse)).toEqual([false, false, false]);
});

test('a model is not worse than itself', () => {
  const itself = compare(measuresOf(slice, labels), () => ({ model: good, baseline: good }), seededRandom(1));
  expect(itself.map(({ low, high, isWorse }) => ({ low, high, isWorse }))).toEqual(
    Array.from({ length: 3 }, () => ({ low: 0, high: 0, isWorse: false })),
  );
});
