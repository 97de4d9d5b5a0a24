import { performance } from 'node:perf_hooks';

import type { Model } from '@remla-lab/model-service';

import { quantile } from '../metrics/bootstrap.ts';
import { padPath } from '../mutations/padding.ts';
import { seededRandom } from '../rows/random.ts';
import type { Metrics } from './metrics-schema.ts';

const WARM_UP_RUNS = 200;
const BATCH = 16;
const SEED = 20_260_103;

/**
 * Median milliseconds a URL takes, pre-processing included: one at a time, the same URLs with a first path segment that
 * fills all 200 characters that models read, and in batches of 16.
 */
export async function timeModel(
  model: Model,
  urls: readonly string[],
): Promise<Metrics['millisecondsPerUrl']> {
  const random = seededRandom(SEED);
  const long = urls.map((url) => padPath(url, random));
  const batched: number[] = [];
  for (let start = 0; start + BATCH <= urls.length; start += BATCH) {
    batched.push((await timeRun(model, urls.slice(start, start + BATCH))) / BATCH);
  }
  return {
    single: await timeSingly(model, urls),
    of200Characters: await timeSingly(model, long),
    inBatchesOf16: median(batched),
  };
}

async function timeSingly(model: Model, urls: readonly string[]): Promise<number> {
  for (const url of urls.slice(0, WARM_UP_RUNS)) await model.predict([url]);
  const times: number[] = [];
  for (const url of urls) times.push(await timeRun(model, [url]));
  return median(times);
}

async function timeRun(model: Model, urls: readonly string[]): Promise<number> {
  const start = performance.now();
  await model.predict(urls);
  return performance.now() - start;
}

/** Microseconds are as fine as a shared machine repeats. */
function median(values: readonly number[]): number {
  return Number(quantile(Float64Array.from(values).sort(), 0.5).toFixed(3));
}
