import { BatchError } from '../batch/batch-error.ts';
import type { Pool } from '../batch/pool.ts';
import type { QueuedScores } from '../batch/task-queue.ts';
import type { ModelManifest } from '../model/manifest.ts';
import type { Model } from '../model/model.ts';
import { gatherRuns } from './gather.ts';

/** A model in service: single URLs at once on this thread, batches in workers. */
export interface Predictor {
  readonly manifest: ModelManifest;
  /** URLs of batches that wait. */
  readonly queueDepth: number;
  /** @throws {BatchError} queue-full when too many single URLs are under way */
  one(url: string): Promise<QueuedScores>;
  /** @throws {BatchError} */
  many(urls: readonly string[], signal?: AbortSignal): Promise<QueuedScores>;
  close(): Promise<void>;
}

export interface PredictorOptions {
  /** Undefined: batches run on this thread, too, a few rows at a time. */
  readonly pool: Pool | undefined;
  /** Whether single runs are short enough for the thread that answers requests. */
  readonly isInline: boolean;
  /** Single URLs, and without a pool rows of batches, that may be under way at once on this thread. */
  readonly singleLimit: number;
}

/** Puts a loaded, self-tested model into service. Closing it closes model and pool. */
export function createPredictor(model: Model, { pool, isInline, singleLimit }: PredictorOptions): Predictor {
  const gathered = gatherRuns(model, { limit: singleLimit, now: () => performance.now() });

  let rowsUnderWay = 0;

  async function inline(urls: readonly string[]): Promise<QueuedScores> {
    if (rowsUnderWay + urls.length > singleLimit)
      throw new BatchError('queue-full', 'too many URLs are under way');
    rowsUnderWay += urls.length;
    try {
      return { ...(await model.score(urls)), queueMs: 0 };
    } finally {
      rowsUnderWay -= urls.length;
    }
  }

  return {
    manifest: model.manifest,
    get queueDepth() {
      return pool?.queueDepth ?? 0;
    },
    one: (url) => (isInline || pool === undefined ? gathered(url) : pool.score([url])),
    many: (urls, signal) => (pool === undefined ? inline(urls) : pool.score(urls, signal)),
    async close() {
      await pool?.close();
      await model.close();
    },
  };
}
