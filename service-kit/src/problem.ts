/**
 * Every problem that our services answer with: the code is the last part of its `type`, status and title go with it.
 * The README has a row for each; a test keeps both in step.
 */
export const problemCodes = {
  'malformed-json': { status: 400, title: 'The body is not valid JSON' },
  'bad-request': { status: 400, title: 'The request cannot be read' },
  'not-found': { status: 404, title: 'There is nothing at this path' },
  'method-not-allowed': { status: 405, title: 'This path does not take this method' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body has to be JSON in UTF-8, not compressed' },
  'invalid-body': { status: 422, title: 'The body does not have the expected form' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
  'not-ready': { status: 503, title: 'The service is not ready' },
  overloaded: { status: 503, title: 'The service has more work than it can queue' },
  'upstream-error': { status: 502, title: 'The service behind this one answered with an error' },
  'upstream-unreachable': { status: 503, title: 'The service behind this one cannot be reached' },
  'upstream-unavailable': { status: 503, title: 'The service behind this one is not ready' },
  'upstream-timeout': { status: 504, title: 'The service behind this one did not answer in time' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problemCodes;

/** One fault in the body: where (JSON pointer), what, and for a member of a batch its index. */
export interface BodyFault {
  readonly pointer: string;
  readonly detail: string;
  readonly index?: number;
}

export interface ProblemOptions {
  /** What went wrong this time, for the person who sent the request. Must not repeat a whole URL under test. */
  readonly detail?: string;
  readonly errors?: readonly BodyFault[];
  /** Further answer headers, such as `Retry-After` or `Allow`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** Thrown by a handler to end the request with an RFC 9457 answer. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  readonly errors: readonly BodyFault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, { detail, errors = [], headers = {}, cause }: ProblemOptions = {}) {
    const { status, title } = problemCodes[code];
    super(detail ?? title, { cause });
    this.code = code;
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
    this.headers = headers;
  }
}
