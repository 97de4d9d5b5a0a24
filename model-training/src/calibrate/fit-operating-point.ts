import type { Scored } from '../metrics/auc.ts';
import { fitTemperature } from '../metrics/calibration.ts';
import { thresholdForFalsePositives } from '../metrics/operating-point.ts';

/** What a manifest says about how to read the logit. */
export interface OperatingPoint {
  readonly temperature: number;
  readonly threshold: number;
}

/** Of the legitimate validation rows, so many may be flagged. */
export const FALSE_POSITIVE_RATE = 0.01;

/** Digits kept in the manifest. */
const TEMPERATURE_DIGITS = 4;

/** Temperature and threshold from the logits of the validation rows, chosen there and nowhere else. */
export function fitOperatingPoint({ labels, scores: logits }: Scored): OperatingPoint {
  const temperature = Number(fitTemperature({ labels, scores: logits }).toFixed(TEMPERATURE_DIGITS));
  const scores = logits.map((logit) => 1 / (1 + Math.exp(-logit / temperature)));
  return { temperature, threshold: thresholdForFalsePositives({ labels, scores }, FALSE_POSITIVE_RATE) };
}
