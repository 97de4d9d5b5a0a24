import { performance } from 'node:perf_hooks';

import type { Model } from '@remla-lab/model-service';

import { quantile } from '../metrics/bootstrap.ts';

const WARM_UP_RUNS = 200;
const BATCH = 16;

/** Median milliseconds a URL takes, pre-processing included: one at a time, and in batches of 16. */
export async function timeModel(
  model: Model,
  urls: readonly string[],
): Promise<{ single: number; inBatchesOf16: number }> {
  for (const url of urls.slice(0, WARM_UP_RUNS)) await model.predict([url]);
  const single: number[] = [];
  for (const url of urls) single.push(await timeRun(model, [url]));
  const batched: number[] = [];
  for (let start = 0; start + BATCH <= urls.length; start += BATCH) {
    batched.push((await timeRun(model, urls.slice(start, start + BATCH))) / BATCH);
  }
  return { single: median(single), inBatchesOf16: median(batched) };
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
