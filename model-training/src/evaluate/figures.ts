import { auc, type Scored } from '../metrics/auc.ts';
import { expectedCalibrationError } from '../metrics/calibration.ts';
import { f1, flaggedShare, truePositiveRateAt } from '../metrics/operating-point.ts';

/** How a model does on a set of rows; rates are shares from 0 to 1. */
export interface Figures {
  readonly rows: number;
  readonly phishing: number;
  readonly auc: number;
  /** True-positive rate at the threshold of this set that flags 1 % of its legitimate rows. */
  readonly truePositiveRateAt1Percent: number;
  /** The same at 0.1 %. */
  readonly truePositiveRateAt01Percent: number;
  /** At the served threshold, as are the two rates that follow. */
  readonly f1: number;
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
  readonly expectedCalibrationError: number;
}

/** Digits kept of a figure: finer than what a test set of 25,000 rows can tell apart. */
const DIGITS = 5;

/** A figure as cards and manifests keep it. */
export function rounded(value: number): number {
  return Number(value.toFixed(DIGITS));
}

/** The figures of scored rows (scores are probabilities). */
export function figuresOf(scored: Scored, threshold: number): Figures {
  return {
    rows: scored.labels.length,
    phishing: scored.labels.reduce((sum, label) => sum + label, 0),
    auc: rounded(auc(scored)),
    truePositiveRateAt1Percent: rounded(truePositiveRateAt(scored, 0.01)),
    truePositiveRateAt01Percent: rounded(truePositiveRateAt(scored, 0.001)),
    f1: rounded(f1(scored, threshold)),
    falsePositiveRate: rounded(flaggedShare(scored, { label: 0, threshold })),
    truePositiveRate: rounded(flaggedShare(scored, { label: 1, threshold })),
    expectedCalibrationError: rounded(expectedCalibrationError(scored)),
  };
}
