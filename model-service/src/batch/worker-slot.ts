import { BatchError } from './batch-error.ts';
import type { WorkerMessage } from './message.ts';
import type { QueuedTask } from './task-queue.ts';
import type { StartWorker, WorkerThread } from './worker-thread.ts';

/** Two tasks a worker: while it works on one the next is there already, so that it never waits for the main thread. */
const MOST_TASKS = 2;
const FIRST_RESTART_MS = 100;
const LONGEST_RESTART_MS = 10_000;

export interface SlotOptions {
  readonly startWorker: StartWorker;
  readonly now: () => number;
  /** Calls back later; the timer must not keep the process alive. */
  readonly schedule: (callback: () => void, delayMs: number) => void;
  /** The slot can take work again, or has gone down. */
  readonly onChange: () => void;
  /** A worker ended with these tasks unfinished. */
  readonly onDeath: (tasks: readonly QueuedTask[], cause: Error) => void;
}

/** A place for one worker, in which a new one is started when it ends. */
export interface WorkerSlot {
  readonly state: 'loading' | 'loaded' | 'down';
  readonly hasRoom: boolean;
  run(task: QueuedTask): void;
  close(): Promise<void>;
}

/** Starts a worker and keeps one running: at once after a first death, with growing pauses after failed starts. */
export function openSlot({ startWorker, now, schedule, onChange, onDeath }: SlotOptions): WorkerSlot {
  const running = new Map<number, { readonly task: QueuedTask; readonly startedAtMs: number }>();
  let state: WorkerSlot['state'] = 'loading';
  let isClosed = false;
  let failedStarts = 0;
  let lastId = 0;
  let thread = start();

  function start(): WorkerThread {
    state = 'loading';
    return startWorker({ onMessage, onExit });
  }

  function onMessage(message: WorkerMessage): void {
    if (message.kind === 'loaded') {
      state = 'loaded';
      failedStarts = 0;
    } else {
      settle(message);
    }
    onChange();
  }

  function settle(message: Exclude<WorkerMessage, { kind: 'loaded' }>): void {
    const entry = running.get(message.id);
    running.delete(message.id);
    if (entry === undefined) return;
    const { task, startedAtMs } = entry;
    if (message.kind === 'failed') {
      task.reject(new BatchError('failed', message.message));
      return;
    }
    const { probabilities, preprocessMs, runMs } = message;
    task.resolve({ probabilities, preprocessMs, runMs, queueMs: startedAtMs - task.queuedAtMs });
  }

  function onExit(cause: Error): void {
    const wasLoaded = state === 'loaded';
    const tasks = [...running.values()].map(({ task }) => task);
    running.clear();
    state = 'down';
    if (!isClosed) {
      failedStarts = wasLoaded ? 0 : failedStarts + 1;
      if (failedStarts === 0) thread = start();
      else schedule(restart, Math.min(LONGEST_RESTART_MS, FIRST_RESTART_MS * 2 ** failedStarts));
    }
    onDeath(tasks, cause);
    onChange();
  }

  function restart(): void {
    if (isClosed) return;
    thread = start();
    onChange();
  }

  return {
    get state() {
      return state;
    },
    get hasRoom() {
      return state === 'loaded' && running.size < MOST_TASKS;
    },
    run(task) {
      lastId += 1;
      running.set(lastId, { task, startedAtMs: now() });
      thread.post({ id: lastId, urls: task.urls });
    },
    async close() {
      isClosed = true;
      await thread.terminate();
    },
  };
}
