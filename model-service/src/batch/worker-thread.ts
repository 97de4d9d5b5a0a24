import { Worker } from 'node:worker_threads';

import type { BatchTask, WorkerMessage, WorkerStart } from './message.ts';

/** A thread that works on batches; the pool's view of it, so that a test can put another in its place. */
export interface WorkerThread {
  post(task: BatchTask): void;
  /** Ends it at once; `onExit` is still called. */
  terminate(): Promise<void>;
}

export interface WorkerListener {
  onMessage(message: WorkerMessage): void;
  /** Called once, when the thread has ended, wanted or not. */
  onExit(cause: Error): void;
}

/** Starts a worker thread; throws nothing, a failed start is an exit. */
export type StartWorker = (listener: WorkerListener) => WorkerThread;

/** Starts threads that serve `start`'s model. */
export function workerStarter(start: WorkerStart): StartWorker {
  return (listener) => {
    const worker = new Worker(new URL('./worker-main.ts', import.meta.url), { workerData: start });
    let cause = new Error('the worker ended');
    worker.on('message', (message: WorkerMessage) => listener.onMessage(message));
    worker.on('error', (error: unknown) => {
      cause = error instanceof Error ? error : new Error(String(error));
    });
    worker.once('exit', () => listener.onExit(cause));
    return {
      post: (task) => worker.postMessage(task, []),
      terminate: async () => {
        await worker.terminate();
      },
    };
  };
}
