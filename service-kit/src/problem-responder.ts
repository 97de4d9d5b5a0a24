import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { z } from 'zod';

import type { Logger } from './logger.ts';
import { ProblemError } from './problem.ts';
import type { ProblemCode } from './problem.ts';

const TYPE_PREFIX = 'urn:remla-lab:problem:';

/** The body of an RFC 9457 answer, as a schema for OpenAPI documents and for whoever reads our answers. */
export const ProblemDocument = z.strictObject({
  type: z.string().regex(/^urn:remla-lab:problem:[a-z-]+$/),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string().optional(),
  instance: z.string().optional().describe('the id of the request, as in x-request-id and in the logs'),
  errors: z
    .array(
      z.strictObject({
        pointer: z.string().describe('JSON pointer into the body that was sent'),
        detail: z.string(),
        index: z.int().optional().describe('the place in a batch'),
      }),
    )
    .optional(),
});
export type ProblemDocument = z.infer<typeof ProblemDocument>;

/** The last error handler of an app: every error becomes `application/problem+json`, unexpected ones are logged whole. */
export function problemResponder(logger: Logger): ErrorRequestHandler {
  return function respondWithProblem(error: unknown, _request, response, next) {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = error instanceof ProblemError ? error : fromForeign(error);
    if (problem.code === 'internal-error') {
      logger.error({ err: error, requestId: requestIdOf(response) }, 'request failed');
    }
    sendProblem(response, problem);
  };
}

/** Answers with `problem`; for the rare handler that does not throw. */
export function sendProblem(response: Response, problem: ProblemError): void {
  const document: ProblemDocument = {
    type: `${TYPE_PREFIX}${problem.code}`,
    title: problem.title,
    status: problem.status,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(requestIdOf(response) === undefined ? {} : { instance: requestIdOf(response) }),
    ...(problem.errors.length === 0 ? {} : { errors: [...problem.errors] }),
  };
  response
    .status(problem.status)
    .set(problem.headers)
    .set('Content-Type', 'application/problem+json')
    .send(Buffer.from(JSON.stringify(document)));
}

/** Ends a request that no route took. */
export const notFound: RequestHandler = () => {
  throw new ProblemError('not-found');
};

/** The last handler of a route: refuses every other method, and says which ones there are. */
export function allowOnly(...methods: readonly string[]): RequestHandler {
  const allow = methods.join(', ');
  return function refuseMethod() {
    throw new ProblemError('method-not-allowed', { detail: `Use ${allow}.`, headers: { Allow: allow } });
  };
}

/** Express and its parts mark what the client did wrong with a 4xx `status`; their text may echo input, so it stays out. */
function fromForeign(error: unknown): ProblemError {
  const status = (error as { status?: unknown } | null | undefined)?.status;
  const code: ProblemCode =
    status === 413
      ? 'body-too-large'
      : status === 415
        ? 'unsupported-media-type'
        : typeof status === 'number' && status >= 400 && status < 500
          ? 'bad-request'
          : 'internal-error';
  return new ProblemError(code, { cause: error });
}

function requestIdOf(response: Response): string | undefined {
  return (response.locals as { requestId?: string }).requestId;
}
