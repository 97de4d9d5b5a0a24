import type { Scores } from '../model/model.ts';
import { BatchError } from './batch-error.ts';

/** Scores with the time that the work waited for a thread. */
export interface QueuedScores extends Scores {
  readonly queueMs: number;
}

/** A task that waits or runs. */
export interface QueuedTask {
  readonly urls: readonly string[];
  readonly queuedAtMs: number;
  readonly signal: AbortSignal | undefined;
  /** How many workers ended while they had it. */
  deaths: number;
  resolve(scores: QueuedScores): void;
  reject(error: BatchError): void;
}

/** First in, first out, bounded by the number of URLs that wait. */
export interface TaskQueue {
  /** URLs that wait. */
  readonly depth: number;
  hasRoomFor(urlCount: number): boolean;
  push(task: QueuedTask): void;
  /** Back to the front, whatever the bound says: it has been let in before. */
  unshift(task: QueuedTask): void;
  /** The next task that somebody still waits for; the others are rejected as abandoned. */
  shift(): QueuedTask | undefined;
  /** Takes everything out, to be rejected with `error`. */
  rejectAll(error: BatchError): void;
}

/** A queue in which at most `limit` URLs wait. */
export function createTaskQueue(limit: number): TaskQueue {
  let tasks: QueuedTask[] = [];
  let depth = 0;
  return {
    get depth() {
      return depth;
    },
    hasRoomFor: (urlCount) => depth + urlCount <= limit,
    push(task) {
      tasks.push(task);
      depth += task.urls.length;
    },
    unshift(task) {
      tasks.unshift(task);
      depth += task.urls.length;
    },
    shift() {
      for (;;) {
        const task = tasks.shift();
        if (task === undefined) return undefined;
        depth -= task.urls.length;
        if (task.signal?.aborted !== true) return task;
        task.reject(new BatchError('abandoned', 'the caller went away'));
      }
    },
    rejectAll(error) {
      const all = tasks;
      tasks = [];
      depth = 0;
      for (const task of all) task.reject(error);
    },
  };
}
