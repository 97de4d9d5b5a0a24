import { encodeLabel } from '@remla-lab/lib-ml';
import { loadModel } from '@remla-lab/model-service';

import { type ManifestDraft, writeManifest } from '../manifest/write-manifest.ts';
import type { Row } from '../rows/read-rows.ts';
import { EXAMPLE_URLS } from './examples.ts';
import { fitOperatingPoint, type OperatingPoint } from './fit-operating-point.ts';

/** What training says about a model, before it has an operating point, examples and figures. */
export type UncalibratedDraft = Omit<ManifestDraft, 'temperature' | 'threshold' | 'examples' | 'metrics'>;

/** So that the manifest is valid while nothing is known; the examples are not looked at by `loadModel`. */
const UNCALIBRATED: OperatingPoint = { temperature: 1, threshold: 0.5 };

/**
 * Makes a freshly exported model.onnx servable: fits temperature and threshold on validation rows, scored by the code
 * that serves, and writes the manifest with the examples of the self-test.
 */
export async function calibrate(
  directory: string,
  draft: UncalibratedDraft,
  validation: readonly Row[],
): Promise<OperatingPoint> {
  const placeholders = EXAMPLE_URLS.map((url) => ({ url, label: 'legitimate' as const, probability: 0 }));
  const write = (point: OperatingPoint, examples: ManifestDraft['examples']): unknown =>
    writeManifest(directory, { ...draft, ...point, examples, metrics: {} });
  write(UNCALIBRATED, placeholders);
  const probabilities = await predict(directory, [...validation.map(({ url }) => url), ...EXAMPLE_URLS]);
  const logits = probabilities.map((probability) => Math.log(probability / (1 - probability)));
  const labels = Uint8Array.from(validation, ({ label }) => encodeLabel(label));
  const point = fitOperatingPoint({ labels, scores: logits.subarray(0, validation.length) });
  const examples = EXAMPLE_URLS.map((url, index) => {
    const logit = logits[validation.length + index]!;
    const probability = 1 / (1 + Math.exp(-logit / point.temperature));
    return { url, label: labelOf(probability, point), probability };
  });
  write(point, examples);
  return point;
}

function labelOf(probability: number, { threshold }: OperatingPoint): 'phishing' | 'legitimate' {
  return probability >= threshold ? 'phishing' : 'legitimate';
}

async function predict(directory: string, urls: readonly string[]): Promise<Float64Array> {
  const model = await loadModel(directory);
  try {
    return await model.predict(urls);
  } finally {
    await model.close();
  }
}
