import type { ModelManifest } from './manifest.ts';

export type Label = 'phishing' | 'legitimate';

/** The calibrated probability of phishing (temperature scaling: Guo et al. 2017, arXiv 1706.04599). */
export function probabilityOf(logit: number, temperature: number): number {
  return 1 / (1 + Math.exp(-logit / temperature));
}

/** Phishing from the threshold on, the threshold included. */
export function labelOf(probability: number, { threshold }: Pick<ModelManifest, 'threshold'>): Label {
  return probability >= threshold ? 'phishing' : 'legitimate';
}
