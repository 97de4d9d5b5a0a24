import type { Scored } from './auc.ts';

/** Bins of equal width, as Guo et al. 2017 (arXiv 1706.04599) use them. */
const BINS = 15;

/** Expected calibration error: mean distance between stated probability and actual share of phishing, per bin. */
export function expectedCalibrationError({ labels, scores: probabilities }: Scored): number {
  const stated = new Float64Array(BINS);
  const actual = new Float64Array(BINS);
  for (const [row, probability] of probabilities.entries()) {
    const bin = Math.min(BINS - 1, Math.floor(probability * BINS));
    stated[bin]! += probability;
    actual[bin]! += labels[row]!;
  }
  return stated.reduce((sum, total, bin) => sum + Math.abs(total - actual[bin]!), 0) / labels.length;
}

const SMALLEST_TEMPERATURE = 0.05;
const LARGEST_TEMPERATURE = 20;
const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;
const STEPS = 60;

/** The temperature that makes sigmoid(logit / temperature) likeliest (Guo et al. 2017), by golden-section search. */
export function fitTemperature({ labels, scores: logits }: Scored): number {
  let low = Math.log(SMALLEST_TEMPERATURE);
  let high = Math.log(LARGEST_TEMPERATURE);
  for (let step = 0; step < STEPS; step += 1) {
    const left = high - GOLDEN_RATIO * (high - low);
    const right = low + GOLDEN_RATIO * (high - low);
    if (logLoss(labels, logits, Math.exp(left)) < logLoss(labels, logits, Math.exp(right))) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

function logLoss(labels: Uint8Array, logits: Float64Array, temperature: number): number {
  let sum = 0;
  for (const [row, logit] of logits.entries()) {
    const margin = ((labels[row] === 1 ? 1 : -1) * logit) / temperature;
    // log(1 + e^-margin) without overflow
    sum += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
  }
  return sum / labels.length;
}
