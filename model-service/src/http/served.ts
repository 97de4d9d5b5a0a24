import { ProblemError } from '@remla-lab/service-kit';
import type { Response } from 'express';

import { BatchError } from '../batch/batch-error.ts';
import type { ModelHost } from '../serving/model-host.ts';
import type { Predictor } from '../serving/predictor.ts';

/** What a load that takes a second or two, or a full queue, needs before a second try makes sense. */
const RETRY_AFTER = { 'Retry-After': '1' } as const;

/** The model in service. @throws {ProblemError} 503 not-ready, with the reason */
export function servedBy(host: ModelHost): Predictor {
  if (host.predictor !== undefined) return host.predictor;
  throw new ProblemError('not-ready', {
    ...(host.reason === undefined ? {} : { detail: host.reason }),
    headers: RETRY_AFTER,
  });
}

/** Waits for a prediction and turns "cannot now" into 503 problems. @throws {ProblemError} */
export async function answered<Value>(prediction: Promise<Value>): Promise<Value> {
  try {
    return await prediction;
  } catch (error) {
    if (error instanceof BatchError && error.code !== 'failed') {
      throw new ProblemError(error.code === 'no-worker' ? 'not-ready' : 'overloaded', {
        detail: `${error.message[0]?.toUpperCase() ?? ''}${error.message.slice(1)}.`,
        headers: RETRY_AFTER,
        cause: error,
      });
    }
    throw error;
  }
}

/** Aborts when the client goes away before its answer. */
export function abandonment(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
