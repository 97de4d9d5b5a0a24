import { z } from 'zod';

import { Duration } from './duration.ts';

// Envoy's words for when to send again (HTTP and gRPC), and status codes, which Istio allows among them.
const RETRY_ON = new Set([
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'envoy-ratelimited',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
]);

/** `retryOn`: words and status codes, apart. */
export const RetryOn = z.string().transform((text, context) => {
  const parts = text.split(',').map((part) => part.trim());
  for (const part of parts) {
    if (RETRY_ON.has(part) || /^[1-5]\d\d$/.test(part)) continue;
    context.addIssue({ code: 'custom', message: `nothing is known to retry on that is called \`${part}\`` });
  }
  const isStatus = (part: string) => /^\d/.test(part) && part !== '5xx';
  return { words: parts.filter((part) => !isStatus(part)), statusCodes: parts.filter(isStatus).map(Number) };
});

/** `retries` of a route. */
export const RetryPolicy = z.strictObject({
  attempts: z.int().min(0),
  perTryTimeout: Duration.optional(),
  retryOn: RetryOn.optional(),
  backoff: Duration.optional(),
  retryRemoteLocalities: z.boolean().optional(),
  retryIgnorePreviousHosts: z.boolean().optional(),
});
/** `retries` of a route. */
export type RetryPolicy = z.infer<typeof RetryPolicy>;
