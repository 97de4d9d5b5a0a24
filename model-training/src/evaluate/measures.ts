import { auc, type Scored } from '../metrics/auc.ts';
import { flaggedShare } from '../metrics/operating-point.ts';
import type { Slice } from './slices.ts';

/** What is measured on a slice: errors on its legitimate rows, hits on its phishing rows, AUC where it has both. */
export type Measure = 'falsePositiveRate' | 'truePositiveRate' | 'auc';

/** A slice of fewer rows says too little. */
const MIN_ROWS = 500;

/** A measure of a slice, and the rows that it looks at. */
export interface SliceMeasure {
  readonly slice: Slice;
  readonly measure: Measure;
  readonly indices: Uint32Array;
}

/** Which measures a slice has rows enough for: 500 of the class, for AUC 500 of both. */
export function measuresOf(slice: Slice, labels: Uint8Array): readonly SliceMeasure[] {
  const legitimate = slice.indices.filter((index) => labels[index] === 0);
  const phishing = slice.indices.filter((index) => labels[index] === 1);
  const measures: SliceMeasure[] = [];
  if (legitimate.length >= MIN_ROWS)
    measures.push({ slice, measure: 'falsePositiveRate', indices: legitimate });
  if (phishing.length >= MIN_ROWS) measures.push({ slice, measure: 'truePositiveRate', indices: phishing });
  if (measures.length === 2) measures.push({ slice, measure: 'auc', indices: slice.indices });
  return measures;
}

/** The value of a measure for one model. */
export function valueOf({ measure, indices }: SliceMeasure, scored: Scored, threshold: number): number {
  const part = pick(scored, indices);
  switch (measure) {
    case 'auc':
      return auc(part);
    case 'falsePositiveRate':
      return flaggedShare(part, { label: 0, threshold });
    case 'truePositiveRate':
      return flaggedShare(part, { label: 1, threshold });
  }
}

/** Some rows of a set. */
export function pick({ labels, scores }: Scored, indices: Uint32Array): Scored {
  return {
    labels: Uint8Array.from(indices, (index) => labels[index]!),
    scores: Float64Array.from(indices, (index) => scores[index]!),
  };
}
