import { type Allowance, readAllowance, readRetryAfter } from './allowance.ts';
import { isJsonObject } from './json-object.ts';

/** Why there is no answer. */
export type Failure =
  | { readonly kind: 'limited'; readonly allowance: Allowance }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unavailable'; readonly waitSeconds: number | undefined }
  | { readonly kind: 'late' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'failed'; readonly status: number; readonly requestId: string | undefined };

/** Reads the failure out of an answer that is not what was asked for. */
export async function failureOf(response: Response, nowMs: number): Promise<Failure> {
  switch (response.status) {
    case 429:
      return { kind: 'limited', allowance: readAllowance(response.headers, nowMs) };
    case 400:
    case 413:
    case 422:
      return {
        kind: 'refused',
        reason: (await readReason(response)) ?? 'The service cannot read this address.',
      };
    case 503:
      return { kind: 'unavailable', waitSeconds: readRetryAfter(response.headers, nowMs) };
    case 408:
    case 504:
      return { kind: 'late' };
    default:
      return {
        kind: 'failed',
        status: response.status,
        requestId: response.headers.get('x-request-id') ?? undefined,
      };
  }
}

/** The failure behind an error that fetch threw: the deadline, or no connection. */
export function failureOfError(error: unknown): Failure {
  return error instanceof DOMException && error.name === 'TimeoutError'
    ? { kind: 'late' }
    : { kind: 'unreachable' };
}

// The reason in a problem document (RFC 9457): the field's own one before the general one.
async function readReason(response: Response): Promise<string | undefined> {
  const problem: unknown = await response.json().catch(() => undefined);
  if (!isJsonObject(problem)) return undefined;
  const errors: unknown = problem['errors'];
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  if (isJsonObject(first) && typeof first['detail'] === 'string') return first['detail'];
  return typeof problem['detail'] === 'string' ? problem['detail'] : undefined;
}
