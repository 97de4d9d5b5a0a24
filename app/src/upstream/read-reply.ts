import { ProblemDocument, ProblemError, type ProblemCode } from '@remla-lab/service-kit';
import type { z } from 'zod';

import type { UpstreamReply } from './model-service-client.ts';

/** Seconds after which to ask again where model-service does not say. */
const DEFAULT_RETRY_AFTER = '1';

/** What the client did wrong is told to it in the words of model-service, under the same status. */
const CLIENT_FAULTS: ReadonlyMap<number, ProblemCode> = new Map<number, ProblemCode>([
  [400, 'bad-request'],
  [413, 'body-too-large'],
  [415, 'unsupported-media-type'],
  [422, 'invalid-body'],
]);

/**
 * The body of a reply that says yes, read by a schema.
 *
 * @throws {ProblemError} what to tell the client: its own fault as model-service put it, 503 where that cannot answer now, 504 where
 * something on the way gave up, 502 for every reply that makes no sense
 */
export function readReply<Schema extends z.ZodType>(reply: UpstreamReply, schema: Schema): z.output<Schema> {
  refuseFailure(reply);
  const result = schema.safeParse(parseJson(reply.text));
  if (result.success) return result.data;
  throw new ProblemError('upstream-error', {
    detail: 'The answer of model-service cannot be read.',
    cause: result.error,
  });
}

/** Lets a reply pass that says yes; throws what `readReply` throws. */
export function refuseFailure(reply: UpstreamReply): void {
  const { status, headers } = reply;
  if (status >= 200 && status < 300) return;
  const clientFault = CLIENT_FAULTS.get(status);
  if (clientFault !== undefined) throw clientProblem(clientFault, reply);
  if (status === 503 || status === 429) {
    const retryAfter = headers['retry-after'];
    throw new ProblemError('upstream-unavailable', {
      headers: { 'Retry-After': typeof retryAfter === 'string' ? retryAfter : DEFAULT_RETRY_AFTER },
    });
  }
  if (status === 504) throw new ProblemError('upstream-timeout');
  throw new ProblemError('upstream-error', { detail: `model-service answered with status ${status}.` });
}

function clientProblem(code: ProblemCode, { text }: UpstreamReply): ProblemError {
  const result = ProblemDocument.safeParse(parseJson(text));
  if (!result.success) return new ProblemError(code);
  const { detail, errors = [] } = result.data;
  return new ProblemError(code, {
    ...(detail === undefined ? {} : { detail }),
    errors: errors.map(({ index, ...fault }) => (index === undefined ? fault : { ...fault, index })),
  });
}

// undefined for what is no JSON: no schema of ours accepts that.
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
