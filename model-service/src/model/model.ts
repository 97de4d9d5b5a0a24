import { performance } from 'node:perf_hooks';

import { probabilityOf } from './calibration.ts';
import { createEncoder } from './encoder.ts';
import type { ModelManifest } from './manifest.ts';
import { ModelError } from './model-error.ts';
import { Tensor } from './onnxruntime.ts';
import { readModel } from './read-model.ts';
import type { ModelFiles } from './read-model.ts';
import { openSession } from './session.ts';

/** Rows of one run: enough to spread the fixed cost, few enough to stay in the cache (bench/README.md). */
const ROWS_PER_RUN = 8;

/** Calibrated probabilities with where the time went. */
export interface Scores {
  readonly probabilities: Float64Array<ArrayBuffer>;
  readonly preprocessMs: number;
  readonly runMs: number;
}

/** A loaded model. Runs block the thread that it was opened on, one after the other. */
export interface Model {
  readonly manifest: ModelManifest;
  /** The probability of phishing of each URL, in order; `url` non-empty. @throws {ModelError} model-output */
  predict(urls: readonly string[]): Promise<Float64Array<ArrayBuffer>>;
  /** As `predict`, with times. */
  score(urls: readonly string[]): Promise<Scores>;
  close(): Promise<void>;
}

/** The model of a directory, verified but not self-tested. The caller closes it. @throws {ModelError} */
export async function loadModel(directory: string): Promise<Model> {
  return openModel(await readModel(directory));
}

/** A model over files that have been read. The caller closes it. @throws {ModelError} */
export async function openModel(files: ModelFiles): Promise<Model> {
  const { manifest } = files;
  const session = await openSession(files);
  const encode = createEncoder(manifest.preprocessing);
  const outputs = [manifest.output.name];

  async function run(input: Tensor): Promise<Float32Array> {
    try {
      const results = await session.run({ [manifest.input.name]: input }, outputs);
      return results[manifest.output.name]?.data as Float32Array;
    } catch (cause) {
      throw new ModelError('model-output', `the graph failed: ${String(cause)}`, { cause });
    }
  }

  async function score(urls: readonly string[]): Promise<Scores> {
    const probabilities = new Float64Array(urls.length);
    let preprocessMs = 0;
    let runMs = 0;
    for (let first = 0; first < urls.length; first += ROWS_PER_RUN) {
      const startMs = performance.now();
      const rows = urls.length <= ROWS_PER_RUN ? urls : urls.slice(first, first + ROWS_PER_RUN);
      // A new buffer each time: the runtime reads it in place, later than this call.
      const { data, dims } = encode(rows);
      const encodedMs = performance.now();
      const logits = await run(new Tensor('int32', data, dims));
      copyProbabilities(logits, probabilities.subarray(first, first + rows.length), manifest);
      preprocessMs += encodedMs - startMs;
      runMs += performance.now() - encodedMs;
    }
    return { probabilities, preprocessMs, runMs };
  }

  return {
    manifest,
    score,
    predict: async (urls) => (await score(urls)).probabilities,
    close: () => session.release(),
  };
}

function copyProbabilities(logits: Float32Array, into: Float64Array, { temperature }: ModelManifest): void {
  if (logits.length !== into.length) {
    throw new ModelError('model-output', `the model gave ${logits.length} values for ${into.length} rows`);
  }
  for (let row = 0; row < into.length; row += 1) {
    const logit = logits[row] ?? Number.NaN;
    if (!Number.isFinite(logit)) throw new ModelError('model-output', `the model gave ${logit} as a logit`);
    into[row] = probabilityOf(logit, temperature);
  }
}
