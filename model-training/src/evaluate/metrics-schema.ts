import { z } from 'zod';

const share = z.number();

const FiguresSchema = z.strictObject({
  rows: z.int(),
  phishing: z.int(),
  auc: share,
  truePositiveRateAt1Percent: share,
  truePositiveRateAt01Percent: share,
  f1: share,
  falsePositiveRate: share,
  truePositiveRate: share,
  expectedCalibrationError: share,
});

const SliceFigures = z.strictObject({
  test: z.string(),
  by: z.enum(['source', 'length']),
  slice: z.string(),
  legitimate: z.int(),
  phishing: z.int(),
  /** Where 500 legitimate rows or more. */
  falsePositiveRate: share.optional(),
  /** Where 500 phishing rows or more. */
  truePositiveRate: share.optional(),
  /** Where 500 of both. */
  auc: share.optional(),
});

const MutationFigures = z.strictObject({
  name: z.string(),
  isHarmless: z.boolean(),
  test: z.string(),
  auc: share,
  truePositiveRateAt1Percent: share,
});

const DifferenceSchema = z.strictObject({
  test: z.string(),
  by: z.string(),
  slice: z.string(),
  measure: z.enum(['auc', 'falsePositiveRate', 'truePositiveRate']),
  rows: z.int(),
  difference: share,
  low: share,
  high: share,
  isWorse: z.boolean(),
});

/** What a manifest of ours keeps under `metrics`, and what its card is written from. Rates are shares from 0 to 1. */
export const Metrics = z.strictObject({
  seed: z.int(),
  /** Each test set, then all validation rows together. */
  sets: z.record(z.string(), FiguresSchema),
  slices: z.array(SliceFigures),
  mutations: z.array(MutationFigures),
  /** Legitimate validation and test rows with a word of logging in, and the share of them that is flagged. */
  loginPages: z.strictObject({ rows: z.int(), flagged: share }),
  /** Medians on one thread; differ from machine to machine. */
  millisecondsPerUrl: z.strictObject({
    single: z.number(),
    of200Characters: z.number(),
    inBatchesOf16: z.number(),
  }),
  /** This model less the baseline, slice by slice; only where there is a baseline. */
  comparison: z.strictObject({ baseline: z.string(), differences: z.array(DifferenceSchema) }).optional(),
});
export type Metrics = z.infer<typeof Metrics>;
