import { BatchError } from './batch-error.ts';
import { createTaskQueue } from './task-queue.ts';
import type { QueuedScores, QueuedTask } from './task-queue.ts';
import { openSlot } from './worker-slot.ts';
import type { StartWorker } from './worker-thread.ts';

/** URLs of one task: a batch spreads over the workers, and a short batch does not wait behind a whole long one. */
const URLS_PER_TASK = 64;
/** A task on which this many workers ended is given up: it may be the reason. */
const MOST_DEATHS = 2;

export interface PoolOptions {
  readonly startWorker: StartWorker;
  readonly size: number;
  /** URLs that may wait for a worker. */
  readonly queueLimit: number;
  /** Called when the first worker is loaded, when the last one has gone, and so on. */
  readonly onLoadedChange?: (loadedCount: number) => void;
  readonly now: () => number;
  readonly schedule: (callback: () => void, delayMs: number) => void;
}

/** Worker threads behind a bounded queue. */
export interface Pool {
  /** URLs that wait for a worker. */
  readonly queueDepth: number;
  /**
   * The scores of `urls`, in order; times are summed over the parts, the wait is the longest.
   *
   * @throws {BatchError}
   */
  score(urls: readonly string[], signal?: AbortSignal): Promise<QueuedScores>;
  /** Ends the workers; what waits or runs is rejected. */
  close(): Promise<void>;
}

/** Starts `size` workers. The caller closes the pool. */
export function createPool(options: PoolOptions): Pool {
  const { startWorker, size, queueLimit, onLoadedChange, now, schedule } = options;
  const queue = createTaskQueue(queueLimit);
  const slots = Array.from({ length: size }, () =>
    openSlot({ startWorker, now, schedule, onChange, onDeath }),
  );
  let loadedCount = 0;
  let isClosed = false;

  function onChange(): void {
    const count = slots.filter(({ state }) => state === 'loaded').length;
    if (count !== loadedCount) {
      loadedCount = count;
      onLoadedChange?.(count);
    }
    if (slots.every(({ state }) => state === 'down')) queue.rejectAll(noWorker());
    dispatch();
  }

  function dispatch(): void {
    for (;;) {
      const slot = slots.find(({ hasRoom }) => hasRoom);
      const task = slot === undefined ? undefined : queue.shift();
      if (slot === undefined || task === undefined) return;
      slot.run(task);
    }
  }

  function onDeath(tasks: readonly QueuedTask[], cause: Error): void {
    for (const task of tasks.toReversed()) {
      task.deaths += 1;
      if (isClosed) task.reject(noWorker());
      else if (task.deaths < MOST_DEATHS) queue.unshift(task);
      else task.reject(new BatchError('failed', 'the worker ended while it worked on this', { cause }));
    }
  }

  function add(urls: readonly string[], signal: AbortSignal | undefined): Promise<QueuedScores> {
    return new Promise((resolve, reject) => {
      queue.push({ urls, signal, queuedAtMs: now(), deaths: 0, resolve, reject });
    });
  }

  return {
    get queueDepth() {
      return queue.depth;
    },
    async score(urls, signal) {
      if (!queue.hasRoomFor(urls.length)) throw new BatchError('queue-full', 'the queue is full');
      if (isClosed || slots.every(({ state }) => state === 'down')) throw noWorker();
      const parts: Promise<QueuedScores>[] = [];
      for (let first = 0; first < urls.length; first += URLS_PER_TASK) {
        parts.push(add(urls.slice(first, first + URLS_PER_TASK), signal));
      }
      dispatch();
      return join(await Promise.all(parts), urls.length);
    },
    async close() {
      isClosed = true;
      queue.rejectAll(noWorker());
      await Promise.all(slots.map((slot) => slot.close()));
    },
  };
}

function noWorker(): BatchError {
  return new BatchError('no-worker', 'no worker is running');
}

function join(parts: readonly QueuedScores[], urlCount: number): QueuedScores {
  const probabilities = new Float64Array(urlCount);
  let filled = 0;
  const times = { preprocessMs: 0, runMs: 0, queueMs: 0 };
  for (const part of parts) {
    probabilities.set(part.probabilities, filled);
    filled += part.probabilities.length;
    times.preprocessMs += part.preprocessMs;
    times.runMs += part.runMs;
    times.queueMs = Math.max(times.queueMs, part.queueMs);
  }
  return { probabilities, ...times };
}
