import type { Bucket, DescriptorAction, RateLimit } from '../build/rate-limit.ts';
import { protobufDuration } from '../duration.ts';
import { envoyHeaderMatch } from './match.ts';

/** What of Envoy's local rate limit decides about requests, as istiod passes it on. */
export function envoyLocalRateLimit(limit: RateLimit): object {
  return {
    token_bucket: envoyBucket(limit.bucket),
    filter_enabled: { default_value: fraction(limit.enabled) },
    filter_enforced: { default_value: fraction(limit.enforced) },
    enable_x_ratelimit_headers: limit.hasRateLimitHeaders ? 'DRAFT_VERSION_03' : 'OFF',
    response_headers_to_add: limit.responseHeaders,
    rate_limits: limit.actionLists.map((actions) => ({ actions: actions.map(envoyAction) })),
    descriptors: limit.descriptors.map(({ entries, bucket }) => ({
      entries: entries.map(({ key, value }) => ({ key, ...(value !== undefined && { value }) })),
      token_bucket: envoyBucket(bucket),
    })),
    always_consume_default_token_bucket: limit.isDefaultAlwaysConsumed,
    max_dynamic_descriptors: limit.maxDynamicBuckets,
  };
}

function envoyBucket({ maxTokens, tokensPerFill, fillIntervalMs }: Bucket): object {
  return {
    max_tokens: maxTokens,
    tokens_per_fill: tokensPerFill,
    fill_interval: protobufDuration(fillIntervalMs),
  };
}

function fraction(share: number): object {
  const hundredths = share * 100;
  return Number.isInteger(hundredths)
    ? { numerator: hundredths }
    : { numerator: Math.round(share * 1_000_000), denominator: 'MILLION' };
}

function envoyAction(action: DescriptorAction): object {
  const { key } = action;
  switch (action.kind) {
    case 'constant':
      return { generic_key: { descriptor_key: key, descriptor_value: action.value } };
    case 'address':
      return { remote_address: {} };
    case 'header':
      return {
        request_headers: {
          header_name: action.name,
          descriptor_key: key,
          ...(action.isSkipped && { skip_if_absent: true }),
        },
      };
    case 'match':
      return {
        header_value_match: {
          descriptor_key: key,
          descriptor_value: action.value,
          expect_match: action.isExpected,
          headers: action.tests.map(envoyHeaderMatch),
        },
      };
  }
}
