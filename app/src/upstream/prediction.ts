import { z } from 'zod';

/** The labels that a model can give. */
export const LABELS = ['phishing', 'legitimate'] as const;
/** One of them. */
export type Label = (typeof LABELS)[number];

/** Which model answered. */
export type ModelName = { readonly name: string; readonly version: string };

const Judgement = z.looseObject({ label: z.enum(LABELS), probability: z.number().min(0).max(1) });
const ByModel = { threshold: z.number().min(0).max(1), model: z.string().min(1), version: z.string().min(1) };

/** model-service's answer for one address. Members that the app does not know are handed on. */
export const Prediction = z.looseObject({ ...Judgement.shape, ...ByModel });
export type Prediction = z.infer<typeof Prediction>;

/** model-service's answer for several addresses. */
export const PredictionBatch = z.looseObject({ predictions: z.array(Judgement), ...ByModel });
export type PredictionBatch = z.infer<typeof PredictionBatch>;
