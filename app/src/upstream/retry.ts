import { type Wait, backOffMs } from './back-off.ts';
import { connectionFailureOf } from './connection-failure.ts';
import { UpstreamError } from './upstream-error.ts';

/** How a request is tried. */
export type RetryOptions = {
  /** Ends everything: the try under way and the wait for the next. */
  readonly deadline: AbortSignal;
  /** Whether it may be sent again where bytes had left. What had not left at all may always be. */
  readonly isIdempotent: boolean;
  readonly wait: Wait;
  /** Hears of each further try. */
  readonly onRetry: () => void;
};

/**
 * Tries until there is an answer, waiting longer after each failure of the connection.
 *
 * @throws {UpstreamError} at the deadline, or at once where another try could do a thing twice or would be no better
 */
export async function retry<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  { deadline, isIdempotent, wait, onRetry }: RetryOptions,
): Promise<T> {
  let lastFailure: unknown;
  for (let failures = 1; ; failures += 1) {
    try {
      return await attempt(deadline);
    } catch (error) {
      if (deadline.aborted) {
        throw lastFailure === undefined
          ? new UpstreamError('timeout', error)
          : new UpstreamError('unreachable', lastFailure);
      }
      const failure = connectionFailureOf(error);
      if (failure === undefined) throw new UpstreamError('garbled', error);
      if (failure === 'cut' && !isIdempotent) throw new UpstreamError('cut', error);
      lastFailure = error;
    }
    try {
      await wait(backOffMs(failures), deadline);
    } catch (error) {
      if (deadline.aborted) throw new UpstreamError('unreachable', lastFailure);
      throw error;
    }
    onRetry();
  }
}
