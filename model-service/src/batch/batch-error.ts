/** Why a batch was not answered: the queue is full, no worker runs, the caller went away, or the model failed. */
export type BatchErrorCode = 'queue-full' | 'no-worker' | 'abandoned' | 'failed';

/** What a batch is rejected with. */
export class BatchError extends Error {
  override readonly name = 'BatchError';
  readonly code: BatchErrorCode;

  constructor(code: BatchErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}
