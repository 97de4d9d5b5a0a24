import { z } from 'zod';

import { EnvoyDuration } from './duration.ts';
import { RateLimitAction } from './rate-limit-action.ts';

/** The type of the filter's configuration. */
export const LOCAL_RATE_LIMIT_TYPE =
  'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit';

// Envoy refuses less.
const LEAST_INTERVAL_MS = 50;

const TokenBucket = z.strictObject({
  max_tokens: z.int().min(1),
  tokens_per_fill: z.int().min(1).default(1),
  fill_interval: EnvoyDuration.refine((interval) => interval >= LEAST_INTERVAL_MS, {
    error: `Envoy fills a bucket every ${LEAST_INTERVAL_MS}ms at most`,
  }),
});
/** A bucket; the interval in milliseconds. */
export type TokenBucket = z.infer<typeof TokenBucket>;

const Fraction = z.strictObject({
  runtime_key: z.string().optional(),
  default_value: z.strictObject({
    numerator: z.int().min(0).default(0),
    denominator: z.enum(['HUNDRED', 'TEN_THOUSAND', 'MILLION']).default('HUNDRED'),
  }),
});
/** A share of the requests. */
export type Fraction = z.infer<typeof Fraction>;

// The codes of Envoy's StatusCode that can refuse a request; below 400 Envoy says 429 in their place.
const STATUS = { TooManyRequests: 429, ServiceUnavailable: 503, Forbidden: 403 } as const;

const HeaderToAdd = z.strictObject({
  header: z.strictObject({ key: z.string().min(1), value: z.string() }),
  append_action: z
    .enum(['APPEND_IF_EXISTS_OR_ADD', 'ADD_IF_ABSENT', 'OVERWRITE_IF_EXISTS_OR_ADD', 'OVERWRITE_IF_EXISTS'])
    .default('APPEND_IF_EXISTS_OR_ADD'),
});

/** The configuration of Envoy's filter `local_ratelimit`, as far as the lab uses it. */
export const LocalRateLimit = z.strictObject({
  '@type': z.literal(LOCAL_RATE_LIMIT_TYPE),
  stat_prefix: z.string().min(1),
  status: z
    .strictObject({
      code: z.enum(Object.keys(STATUS) as [keyof typeof STATUS]).transform((name) => STATUS[name]),
    })
    .optional(),
  token_bucket: TokenBucket,
  filter_enabled: Fraction.optional(),
  filter_enforced: Fraction.optional(),
  enable_x_ratelimit_headers: z.enum(['OFF', 'DRAFT_VERSION_03']).default('OFF'),
  response_headers_to_add: z.array(HeaderToAdd).max(10).default([]),
  rate_limits: z.array(z.strictObject({ actions: z.array(RateLimitAction).min(1) })).default([]),
  descriptors: z
    .array(
      z.strictObject({
        entries: z.array(z.strictObject({ key: z.string().min(1), value: z.string().optional() })).min(1),
        token_bucket: TokenBucket,
      }),
    )
    .default([]),
  always_consume_default_token_bucket: z.boolean().default(true),
  max_dynamic_descriptors: z.int().min(1).default(20),
  local_rate_limit_per_downstream_connection: z
    .literal(false, 'the lab has no bucket a connection')
    .optional(),
});
/** The configuration of Envoy's filter `local_ratelimit`, as far as the lab uses it. */
export type LocalRateLimit = z.infer<typeof LocalRateLimit>;
