import type { Descriptor, RateLimit } from '../../routing/build/rate-limit.ts';
import type { HeaderField } from '../../routing/schema/header-operations.ts';
import type { RequestHead } from '../match/request-head.ts';
import { compileActions } from './descriptor.ts';
import type { Describe, Entries } from './descriptor.ts';
import { refusalOf } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { Recent } from './recent.ts';
import { TokenBucket } from './token-bucket.ts';

/** What the limiter says about a request. */
export interface Verdict {
  readonly isAllowed: boolean;
  /** For the answer, whoever gives it: how full the bucket is. */
  readonly headers: readonly HeaderField[];
}

/** What a limiter needs beside its configuration. */
export interface LimiterOptions {
  /** From 0 to 1 (exclusive); asked only where the limit holds for a share of the requests. */
  readonly random: () => number;
  readonly nowMs: number;
}

/** A request that is none of the limiter's business. */
const NOT_COUNTED: Verdict = { isAllowed: true, headers: [] };

/** Envoy's local rate limit: one for a listener, for as long as it listens. */
export class Limiter {
  /** The answer to requests that are not allowed. */
  readonly refusal: Refusal;
  readonly #limit: RateLimit;
  readonly #random: () => number;
  readonly #default: TokenBucket;
  readonly #describers: readonly Describe[];
  readonly #buckets: ReadonlyMap<Descriptor, Recent<TokenBucket>>;

  constructor(limit: RateLimit, { random, nowMs }: LimiterOptions) {
    this.refusal = refusalOf(limit);
    this.#limit = limit;
    this.#random = random;
    this.#default = new TokenBucket(limit.bucket, nowMs);
    this.#describers = limit.actionLists.map(compileActions);
    this.#buckets = new Map(limit.descriptors.map((each) => [each, new Recent(limit.maxDynamicBuckets)]));
  }

  /** Counts a request of the client with this address. */
  decide(head: RequestHead, address: string, nowMs: number): Verdict {
    if (!this.#isAmong(this.#limit.enabled)) return NOT_COUNTED;
    const described = this.#describers.flatMap((describe) => {
      const entries = describe(head, address);
      return entries ? [entries] : [];
    });
    const buckets = described.flatMap((entries) => this.#bucketFor(entries, nowMs) ?? []);
    const { isAllowed, bucket } = this.#consume(buckets, nowMs);
    const headers = this.#limit.hasRateLimitHeaders ? headersOf(bucket, nowMs) : [];
    return { isAllowed: isAllowed || !this.#isAmong(this.#limit.enforced), headers };
  }

  /** The slowest bucket is asked first; one that is empty ends it, and those that were asked before it have paid. */
  #consume(
    buckets: readonly TokenBucket[],
    nowMs: number,
  ): { readonly isAllowed: boolean; readonly bucket: TokenBucket } {
    const own = buckets.toSorted((a, b) => a.fillRate - b.fillRate);
    const isDefaultAsked = own.length === 0 || this.#limit.isDefaultAlwaysConsumed;
    for (const bucket of isDefaultAsked ? [...own, this.#default] : own) {
      if (!bucket.consume(nowMs)) return { isAllowed: false, bucket };
    }
    return { isAllowed: true, bucket: own[0] ?? this.#default };
  }

  #bucketFor(entries: Entries, nowMs: number): TokenBucket | undefined {
    const descriptor = this.#limit.descriptors.find((each) => fits(each, entries));
    if (!descriptor) return undefined;
    const key = JSON.stringify(entries.map(({ value }) => value));
    return this.#buckets.get(descriptor)?.get(key, () => new TokenBucket(descriptor.bucket, nowMs));
  }

  #isAmong(share: number): boolean {
    return share >= 1 || (share > 0 && this.#random() < share);
  }
}

function fits(descriptor: Descriptor, entries: Entries): boolean {
  if (descriptor.entries.length !== entries.length) return false;
  return descriptor.entries.every(({ key, value }, index) => {
    const given = entries[index];
    return given?.key === key && (value === undefined || value === given.value);
  });
}

function headersOf(bucket: TokenBucket, nowMs: number): readonly HeaderField[] {
  return [
    ['x-ratelimit-limit', String(bucket.maxTokens)],
    ['x-ratelimit-remaining', String(bucket.remaining(nowMs))],
    ['x-ratelimit-reset', String(bucket.secondsToNext(nowMs))],
  ];
}
