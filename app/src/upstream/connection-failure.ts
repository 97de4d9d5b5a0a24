import { errors } from 'undici';

/**
 * How far a request came that got no answer: `unsent` where no connection was made, so that not one byte had left; `cut` where the
 * connection broke afterwards and the other side may have acted; undefined where the error is no failure of the connection.
 */
export type ConnectionFailure = 'unsent' | 'cut' | undefined;

/** What a system call is named in an error while there is no connection yet. */
const BEFORE_CONNECTION: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);
const CUT_CODES: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED']);

/** Which kind of connection failure an error of undici is. */
export function connectionFailureOf(error: unknown): ConnectionFailure {
  if (error instanceof errors.ConnectTimeoutError || isBeforeConnection(error)) return 'unsent';
  if (error instanceof errors.SocketError) return 'cut';
  return error instanceof Error && 'code' in error && CUT_CODES.has(error.code) ? 'cut' : undefined;
}

function isBeforeConnection(error: unknown): boolean {
  // A name with several addresses fails with one error for each of them.
  if (error instanceof AggregateError)
    return error.errors.length > 0 && error.errors.every(isBeforeConnection);
  return error instanceof Error && 'syscall' in error && BEFORE_CONNECTION.has(error.syscall);
}
