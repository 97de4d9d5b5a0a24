import { performance } from 'node:perf_hooks';

import type { Model } from '../model/model.ts';

const RUNS = 10;
/** A single run that takes longer than this would hold up every other request on the same thread. */
const LONGEST_INLINE_MS = 2;

/**
 * Runs single URLs until compilers and caches have settled, and says whether they are short enough to be run on the
 * thread that answers requests. Goes by the fastest run, so that a busy machine does not decide.
 */
export async function warmUp(
  model: Model,
): Promise<{ readonly fastestMs: number; readonly isInline: boolean }> {
  const urls = model.manifest.examples.map(({ url }) => url);
  let fastestMs = Infinity;
  for (let run = 0; run < RUNS; run += 1) {
    const startMs = performance.now();
    await model.predict([urls[run % urls.length] ?? 'example.org']);
    fastestMs = Math.min(fastestMs, performance.now() - startMs);
  }
  return { fastestMs, isInline: fastestMs <= LONGEST_INLINE_MS };
}
