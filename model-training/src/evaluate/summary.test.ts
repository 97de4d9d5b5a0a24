import { expect, test } from 'vitest';

import { summaryOf } from './summary.ts';

const figures = {
  rows: 10,
  phishing: 5,
  auc: 0.9,
  truePositiveRateAt1Percent: 0.6,
  truePositiveRateAt01Percent: 0.3,
  f1: 0.8,
  falsePositiveRate: 0.01,
  truePositiveRate: 0.6,
  expectedCalibrationError: 0.02,
};
const metrics = {
  seed: 1,
  sets: { t: figures },
  slices: [],
  mutations: [
    { name: 'padding', isHarmless: true, test: 't', auc: 0.895, truePositiveRateAt1Percent: 0.5 },
    { name: 'homoglyph', isHarmless: false, test: 't', auc: 0.7, truePositiveRateAt1Percent: 0.2 },
  ],
  loginPages: { rows: 40, flagged: 0.05 },
  millisecondsPerUrl: { single: 0.2, of200Characters: 0.4, inBatchesOf16: 0.1 },
};

test('what models are chosen by, a line each', () => {
  expect(summaryOf(metrics)).toEqual([
    't AUC 0.9000 TPR at 1 % 0.6000',
    'harmless mutations cost 0.0050 AUC at most',
    'honest log-in pages flagged: 5.0 % of 40',
    'ms per URL: median 0.2, 200 characters 0.4, in batches 0.1',
  ]);
});

test('intervals that lie on the worse side are named', () => {
  const slice = { test: 't', by: 'length', slice: '1–15', rows: 900, difference: -0.1 } as const;
  const differences = [
    { ...slice, measure: 'auc' as const, low: -0.2, high: -0.05, isWorse: true },
    { ...slice, measure: 'truePositiveRate' as const, low: -0.2, high: 0.01, isWorse: false },
  ];
  expect(summaryOf({ ...metrics, comparison: { baseline: 'lr', differences } }).slice(-2)).toEqual([
    'worse than lr on 1 of 2 intervals',
    '  t 1–15 auc',
  ]);
});
