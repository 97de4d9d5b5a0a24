import { figure, percent } from '../card/table.ts';
import type { Metrics } from './metrics-schema.ts';

/** The figures that models are chosen and reported by, a line each. */
export function summaryOf(metrics: Metrics): readonly string[] {
  const { sets, mutations, loginPages, millisecondsPerUrl: time, comparison } = metrics;
  const rates = Object.entries(sets).map(
    ([name, { auc, truePositiveRateAt1Percent: rate }]) =>
      `${name} AUC ${figure(auc)} TPR at 1 % ${figure(rate)}`,
  );
  const costs = mutations
    .filter(({ isHarmless }) => isHarmless)
    .map(({ test, auc }) => (sets[test]?.auc ?? Number.NaN) - auc);
  const worse = comparison?.differences.filter(({ isWorse }) => isWorse) ?? [];
  const slices =
    comparison === undefined
      ? []
      : [
          `worse than ${comparison.baseline} on ${worse.length} of ${comparison.differences.length} intervals`,
          ...worse.map(({ test, slice, measure }) => `  ${test} ${slice} ${measure}`),
        ];
  return [
    ...rates,
    `harmless mutations cost ${figure(Math.max(0, ...costs))} AUC at most`,
    `honest log-in pages flagged: ${percent(loginPages.flagged)} of ${loginPages.rows}`,
    `ms per URL: median ${time.single}, 200 characters ${time.of200Characters}, in batches ${time.inBatchesOf16}`,
    ...slices,
  ];
}
