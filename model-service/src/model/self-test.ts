import { labelOf } from './calibration.ts';
import type { Model } from './model.ts';
import { ModelError } from './model-error.ts';

/** How far a probability may be from the manifest's: other processors round the last bits of a sum differently. */
const TOLERANCE = 1e-3;
/** A readiness answer says why in a sentence, not in a page. */
const MOST_FAULTS = 3;

/**
 * Runs the manifest's examples, one by one and as a batch (which also warms both ways of running).
 *
 * @throws {ModelError} self-test-failed, with the first examples that differ; model-output
 */
export async function selfTest(model: Model): Promise<void> {
  const { manifest } = model;
  const urls = manifest.examples.map(({ url }) => url);
  const together = await model.predict(urls);
  const faults: string[] = [];
  for (const [index, { url, label, probability }] of manifest.examples.entries()) {
    const alone = (await model.predict([url]))[0] ?? Number.NaN;
    const inBatch = together[index] ?? Number.NaN;
    const isClose = [alone, inBatch].every((actual) => Math.abs(actual - probability) <= TOLERANCE);
    const actualLabel = labelOf(alone, manifest);
    if (!isClose || actualLabel !== label || labelOf(inBatch, manifest) !== label) {
      faults.push(
        `example ${index} gave ${actualLabel} ${alone} (in a batch ${inBatch}), the manifest says ${label} ${probability}`,
      );
    }
  }
  if (faults.length === 0) return;
  const shown = faults.slice(0, MOST_FAULTS).join('; ');
  const others = faults.length > MOST_FAULTS ? `; and ${faults.length - MOST_FAULTS} more` : '';
  throw new ModelError('self-test-failed', `the self-test failed: ${shown}${others}`);
}
