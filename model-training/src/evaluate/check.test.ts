import { expect, test } from 'vitest';

import { compareFigures } from './check.ts';
import { figuresOf } from './figures.ts';

const scored = {
  labels: Uint8Array.from([0, 0, 0, 1, 1]),
  scores: Float64Array.from([0.1, 0.2, 0.6, 0.4, 0.9]),
};
const figures = figuresOf(scored, 0.5);

test('figures of a small set', () => {
  expect(figures).toMatchObject({
    rows: 5,
    phishing: 2,
    auc: 0.83333,
    falsePositiveRate: 0.33333,
    truePositiveRate: 0.5,
  });
});

test('a figure that is off by more than 0.0005, or not stated, differs', () => {
  const close = { ...figures, auc: figures.auc + 0.0004 };
  const far = { ...figures, auc: figures.auc + 0.0006 };
  const verdicts = (stated: Record<string, typeof figures>): boolean[] =>
    compareFigures(stated, { t: figures }).map(({ isSame }) => isSame);
  expect(verdicts({ t: close })).toEqual([true, true, true]);
  expect(verdicts({ t: far })).toEqual([false, true, true]);
  expect(verdicts({})).toEqual([false, false, false]);
});
