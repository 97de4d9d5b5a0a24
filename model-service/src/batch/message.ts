import type { ModelFiles } from '../model/read-model.ts';

/** What a worker is started with: the verified bytes, so that it serves the very model that the service verified. */
export type WorkerStart = ModelFiles;

/** Work for a worker. */
export interface BatchTask {
  readonly id: number;
  readonly urls: readonly string[];
}

/** What a worker says: that it is loaded, or how a task ended. */
export type WorkerMessage =
  | { readonly kind: 'loaded' }
  | {
      readonly kind: 'done';
      readonly id: number;
      readonly probabilities: Float64Array<ArrayBuffer>;
      readonly preprocessMs: number;
      readonly runMs: number;
    }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
