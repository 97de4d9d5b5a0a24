import type { Scored } from '../metrics/auc.ts';
import { bootstrap } from '../metrics/bootstrap.ts';
import { createWeightedAuc } from '../metrics/weighted-auc.ts';
import { rounded } from './figures.ts';
import { type Measure, pick, type SliceMeasure, valueOf } from './measures.ts';

/** A model's scores on a test set with the threshold that it is served with. */
export interface Judged {
  readonly scored: Scored;
  readonly threshold: number;
}

/** How much better one model is than another on a slice, by a paired bootstrap. */
export interface Difference {
  readonly test: string;
  readonly by: string;
  readonly slice: string;
  readonly measure: Measure;
  readonly rows: number;
  /** Model less baseline. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Whether the whole interval is on the worse side. */
  readonly isWorse: boolean;
}

/** Of all intervals together, so much confidence: each one gets a Bonferroni share of the rest. */
const CONFIDENCE = 0.95;
/** Enough for the far tails that Bonferroni asks for (0.05 / 70 / 2 is one in 2,800). */
const DRAWS = 10_000;
/** AUC needs a pass over all rows for each draw, and its distribution is close to normal. */
const AUC_DRAWS = 3000;

/** The difference of two models on each measure; both models see the same drawn rows. */
export function compare(
  measures: readonly SliceMeasure[],
  judgedOf: (test: string) => { model: Judged; baseline: Judged },
  random: () => number,
): readonly Difference[] {
  const confidence = 1 - (1 - CONFIDENCE) / measures.length;
  return measures.map((sliceMeasure): Difference => {
    const { slice, measure, indices } = sliceMeasure;
    const { model, baseline } = judgedOf(slice.test);
    const difference =
      valueOf(sliceMeasure, model.scored, model.threshold) -
      valueOf(sliceMeasure, baseline.scored, baseline.threshold);
    const statistic =
      measure === 'auc'
        ? aucDifference(pick(model.scored, indices), pick(baseline.scored, indices))
        : rateDifference({ model, baseline }, indices);
    const draws = measure === 'auc' ? AUC_DRAWS : DRAWS;
    const { low, high } = bootstrap(indices.length, statistic, { draws, confidence, random });
    const isWorse = measure === 'falsePositiveRate' ? low > 0 : high < 0;
    const values = { difference: rounded(difference), low: rounded(low), high: rounded(high), isWorse };
    return { test: slice.test, by: slice.by, slice: slice.name, measure, rows: indices.length, ...values };
  });
}

function aucDifference(model: Scored, baseline: Scored): (counts: Uint16Array) => number {
  const ofModel = createWeightedAuc(model);
  const ofBaseline = createWeightedAuc(baseline);
  return (counts) => ofModel(counts) - ofBaseline(counts);
}

/** Of one class, so the rate is the share of flagged rows. */
function rateDifference(
  { model, baseline }: { model: Judged; baseline: Judged },
  indices: Uint32Array,
): (counts: Uint16Array) => number {
  const isFlagged = ({ scored, threshold }: Judged, index: number): number =>
    scored.scores[index]! >= threshold ? 1 : 0;
  const gains = Int8Array.from(indices, (index) => isFlagged(model, index) - isFlagged(baseline, index));
  return (counts) => {
    let sum = 0;
    for (let row = 0; row < gains.length; row += 1) sum += gains[row]! * counts[row]!;
    return sum / gains.length;
  };
}
