/** Why a batch was not answered; callers over HTTP get 503 for all but the last, which is our fault. */
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
