import { type Logger, traceHeaders } from '@remla-lab/service-kit';
import type { Request, Response } from 'express';

import type { ModelServiceClient, UpstreamReply, UpstreamRequest } from './model-service-client.ts';
import { problemOfFault } from './problem-of-fault.ts';
import { UpstreamError } from './upstream-error.ts';

/** Calls model-service on behalf of a request: in its trace, under its id. @throws {ProblemError} when there is no answer */
export type Call = (
  on: { readonly request: Request; readonly response: Response },
  call: Omit<UpstreamRequest, 'headers'>,
) => Promise<UpstreamReply>;

/** Makes such calls over a client; a missing answer is logged with its cause, which the client of the app does not get to see. */
export function createCall(client: ModelServiceClient, logger: Logger): Call {
  return async ({ request, response }, call) => {
    const requestId = String(response.locals['requestId']);
    const headers = { ...traceHeaders(request.headers), 'x-request-id': requestId };
    try {
      return await client.send({ ...call, headers });
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      const { fault, cause } = error;
      logger.warn(
        { requestId, path: call.path, fault, cause: describe(cause) },
        'no answer of model-service',
      );
      throw problemOfFault(error);
    }
  };
}

// The code tells more than the text, and is all that an error with one cause for each address has.
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause ? `${String(cause.code)} ${cause.message}`.trim() : cause.message;
}
