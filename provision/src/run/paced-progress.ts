import type { Clock } from './clock.ts';
import type { Progress } from './interpret/world.ts';

/** How often a transfer is reported: what a reader can follow. Thousands of events a second would slow it down. */
const INTERVAL_MS = 250;

/** Passes on the first word about a transfer, its end, and between them so many that one can see it move. */
export function pacedProgress(
  emit: (progress: Progress) => void,
  clock: Clock,
): (progress: Progress) => void {
  let last = { what: '', atMs: Number.NEGATIVE_INFINITY };
  return (progress) => {
    const nowMs = clock.now();
    const isEnd = progress.doneBytes === progress.totalBytes;
    if (!isEnd && progress.what === last.what && nowMs - last.atMs < INTERVAL_MS) return;
    last = { what: progress.what, atMs: nowMs };
    emit(progress);
  };
}
