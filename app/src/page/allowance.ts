/** What the gateway's rate limit says in the headers of an answer; a member is undefined where its header is missing. */
export type Allowance = {
  readonly limit: number | undefined;
  readonly remaining: number | undefined;
  /** Seconds until one more request is let through. */
  readonly waitSeconds: number | undefined;
};

/** Reads `x-ratelimit-*`, and `Retry-After` (in seconds or as a date) where there is no `x-ratelimit-reset`. */
export function readAllowance(headers: Headers, nowMs: number): Allowance {
  return {
    limit: leadingInteger(headers.get('x-ratelimit-limit')),
    remaining: leadingInteger(headers.get('x-ratelimit-remaining')),
    waitSeconds: leadingInteger(headers.get('x-ratelimit-reset')) ?? readRetryAfter(headers, nowMs),
  };
}

/** Seconds to wait by `Retry-After`, at least 0; undefined where there is none or it cannot be read. */
export function readRetryAfter(headers: Headers, nowMs: number): number | undefined {
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const seconds = leadingInteger(text);
  if (seconds !== undefined) return seconds;
  const dateMs = Date.parse(text);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, Math.ceil((dateMs - nowMs) / 1000));
}

/** Quiet words beside the form, or nothing where no limit is known. */
export function describeAllowance({ limit, remaining }: Allowance): string {
  return limit === undefined || remaining === undefined
    ? ''
    : `${remaining} of ${limit} requests left for now.`;
}

// A limit may carry its policy behind a comma, as in `20, 20;w=60`.
function leadingInteger(text: string | null): number | undefined {
  const digits = text === null ? undefined : /^\s*(\d+)\s*(?:[,;]|$)/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
