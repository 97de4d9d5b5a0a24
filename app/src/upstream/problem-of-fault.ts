import { ProblemError } from '@remla-lab/service-kit';

import type { UpstreamError } from './upstream-error.ts';

/** A service that restarts is back in about this time. */
const RETRY_AFTER = { 'Retry-After': '1' };

/** What to tell a client where model-service gave no answer. */
export function problemOfFault(error: UpstreamError): ProblemError {
  switch (error.fault) {
    case 'unreachable':
      return new ProblemError('upstream-unreachable', { headers: RETRY_AFTER, cause: error });
    case 'cut':
      return new ProblemError('upstream-unreachable', {
        detail: 'The connection broke under the request: it may have been carried out.',
        headers: RETRY_AFTER,
        cause: error,
      });
    case 'timeout':
      return new ProblemError('upstream-timeout', { cause: error });
    case 'garbled':
      return new ProblemError('upstream-error', {
        detail: 'The answer of model-service cannot be read.',
        cause: error,
      });
  }
}
