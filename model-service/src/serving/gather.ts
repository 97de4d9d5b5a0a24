import { BatchError } from '../batch/batch-error.ts';
import type { QueuedScores } from '../batch/task-queue.ts';
import type { Model } from '../model/model.ts';

/**
 * Single URLs that share a run: what came while another run was under way, without waiting for more. Four rows take
 * little longer than a millisecond, and a row a fifth less than alone (bench/README.md).
 */
const MOST_ROWS = 4;

export interface GatherOptions {
  /** URLs that may be under way at once. */
  readonly limit: number;
  readonly now: () => number;
}

interface Waiting {
  readonly url: string;
  readonly sinceMs: number;
  readonly resolve: (scores: QueuedScores) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Runs single URLs on this thread, one run at a time. A URL's times are those of the run that it was in.
 *
 * @returns a function that rejects with a BatchError (queue-full) when too many are under way
 */
export function gatherRuns(
  model: Model,
  { limit, now }: GatherOptions,
): (url: string) => Promise<QueuedScores> {
  let waiting: Waiting[] = [];
  let underWay = 0;
  let isRunning = false;

  async function runAll(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      const members = waiting.slice(0, MOST_ROWS);
      waiting = waiting.slice(MOST_ROWS);
      await runTogether(members);
      underWay -= members.length;
    }
    isRunning = false;
  }

  async function runTogether(members: readonly Waiting[]): Promise<void> {
    const startMs = now();
    try {
      const { probabilities, preprocessMs, runMs } = await model.score(members.map(({ url }) => url));
      for (const [index, { sinceMs, resolve }] of members.entries()) {
        const own = probabilities.slice(index, index + 1);
        resolve({ probabilities: own, preprocessMs, runMs, queueMs: startMs - sinceMs });
      }
    } catch (error) {
      for (const { reject } of members) reject(error);
    }
  }

  return (url) =>
    new Promise((resolve, reject) => {
      if (underWay >= limit) {
        reject(new BatchError('queue-full', 'too many URLs are under way'));
        return;
      }
      underWay += 1;
      waiting.push({ url, sinceMs: now(), resolve, reject });
      if (!isRunning) void runAll();
    });
}
