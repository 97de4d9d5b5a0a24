import type { RoutingObject } from '../read-objects.ts';
import type { EnvoyFilterSpec } from '../schema/envoy-filter.ts';
import type { Fraction, LocalRateLimit, TokenBucket } from '../schema/local-rate-limit.ts';
import type { HeaderMatcher, RateLimitAction } from '../schema/rate-limit-action.ts';
import type { StringTest } from '../schema/string-match.ts';
import { PRESENT } from '../schema/string-match.ts';
import type { HeaderTest } from '../table.ts';

/** Envoy's local rate limit: for every bucket how much it holds and how fast it fills, and which requests it counts. */
export interface RateLimit {
  /** 0 to 1: the share of the requests that are counted, and of those the share that can be refused. */
  readonly enabled: number;
  readonly enforced: number;
  readonly status: number;
  readonly hasRateLimitHeaders: boolean;
  readonly responseHeaders: LocalRateLimit['response_headers_to_add'];
  /** Counts what no descriptor counts; with `isDefaultAlwaysConsumed` everything. */
  readonly bucket: Bucket;
  readonly isDefaultAlwaysConsumed: boolean;
  /** Each list makes a descriptor of a request, or none where one of its actions has nothing to say. */
  readonly actionLists: readonly (readonly DescriptorAction[])[];
  readonly descriptors: readonly Descriptor[];
  /** How many buckets a descriptor with open values keeps. */
  readonly maxDynamicBuckets: number;
}

/** A bucket of tokens; it fills continuously. */
export interface Bucket {
  readonly maxTokens: number;
  readonly tokensPerFill: number;
  readonly fillIntervalMs: number;
}

/** A bucket for the requests whose descriptor has these entries. An entry without a value: any, each with a bucket of its own. */
export interface Descriptor {
  readonly entries: readonly { readonly key: string; readonly value: string | undefined }[];
  readonly bucket: Bucket;
}

/** How one entry of a descriptor is made. */
export type DescriptorAction =
  | { readonly kind: 'constant'; readonly key: string; readonly value: string }
  | { readonly kind: 'address'; readonly key: string }
  | { readonly kind: 'header'; readonly key: string; readonly name: string; readonly isSkipped: boolean }
  | {
      readonly kind: 'match';
      readonly key: string;
      readonly value: string;
      readonly isExpected: boolean;
      readonly tests: readonly HeaderTest[];
    };

/** The limit that the filters put into the gateway, and how many proxies before it are believed. */
export function buildRateLimit(filters: readonly RoutingObject<EnvoyFilterSpec>[]): {
  rateLimit: RateLimit | undefined;
  trustedHops: number;
} {
  const patches = filters.flatMap(({ spec }) => spec.configPatches);
  const gateway = patches.filter(({ match }) => match.context === 'GATEWAY');
  const limit = gateway.find((patch) => patch.applyTo === 'HTTP_FILTER');
  const hops = gateway.find((patch) => patch.applyTo === 'NETWORK_FILTER');
  return {
    rateLimit: limit && rateLimitOf(limit.patch.value.typed_config),
    trustedHops: hops?.patch.value.typed_config.xff_num_trusted_hops ?? 0,
  };
}

/** The limit of one filter's configuration. */
export function rateLimitOf(config: LocalRateLimit): RateLimit {
  const status = config.status?.code ?? 429;
  return {
    enabled: shareOf(config.filter_enabled),
    enforced: shareOf(config.filter_enforced),
    status,
    hasRateLimitHeaders: config.enable_x_ratelimit_headers === 'DRAFT_VERSION_03',
    responseHeaders: config.response_headers_to_add,
    bucket: bucketOf(config.token_bucket),
    isDefaultAlwaysConsumed: config.always_consume_default_token_bucket,
    actionLists: config.rate_limits.map(({ actions }) => actions.map(actionOf)),
    descriptors: config.descriptors.map(({ entries, token_bucket: bucket }) => ({
      // Envoy reads an empty value as no value.
      entries: entries.map(({ key, value }) => ({ key, value: value === '' ? undefined : value })),
      bucket: bucketOf(bucket),
    })),
    maxDynamicBuckets: config.max_dynamic_descriptors,
  };
}

const DENOMINATORS = { HUNDRED: 100, TEN_THOUSAND: 10_000, MILLION: 1_000_000 } as const;

// Without a fraction Envoy's filter does nothing.
function shareOf(fraction: Fraction | undefined): number {
  if (!fraction) return 0;
  const { numerator, denominator } = fraction.default_value;
  return Math.min(1, numerator / DENOMINATORS[denominator]);
}

function bucketOf(bucket: TokenBucket): Bucket {
  return {
    maxTokens: bucket.max_tokens,
    tokensPerFill: bucket.tokens_per_fill,
    fillIntervalMs: bucket.fill_interval,
  };
}

function actionOf(action: RateLimitAction): DescriptorAction {
  const { generic_key: constant, request_headers: header, header_value_match: match } = action;
  if (constant) {
    return {
      kind: 'constant',
      key: constant.descriptor_key ?? 'generic_key',
      value: constant.descriptor_value,
    };
  }
  if (header) {
    const { descriptor_key: key, header_name: name, skip_if_absent: isSkipped = false } = header;
    return { kind: 'header', key, name: name.toLowerCase(), isSkipped };
  }
  if (match) {
    const {
      descriptor_key: key = 'header_match',
      descriptor_value: value,
      expect_match: isExpected = true,
    } = match;
    return { kind: 'match', key, value, isExpected, tests: match.headers.map(headerTestOf) };
  }
  return { kind: 'address', key: 'remote_address' };
}

function headerTestOf(matcher: HeaderMatcher): HeaderTest {
  const isInverted = matcher.invert_match ?? false;
  const name = matcher.name.toLowerCase();
  if (!matcher.string_match)
    return { name, test: PRESENT, isInverted: isInverted !== !matcher.present_match };
  const { ignore_case: isCaseIgnored = false, safe_regex: regex, ...others } = matcher.string_match;
  if (regex) return { name, test: { kind: 'regex', value: regex.regex, isCaseSensitive: true }, isInverted };
  const [kind = 'exact', value = ''] = Object.entries(others).find(([, text]) => text !== undefined) ?? [];
  return {
    name,
    test: { kind: kind as StringTest['kind'], value, isCaseSensitive: !isCaseIgnored },
    isInverted,
  };
}
