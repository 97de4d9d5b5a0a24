import type { Bucket } from '../../routing/build/rate-limit.ts';

/**
 * A bucket that begins full and fills continuously: 10 tokens in 30 seconds are one every 3 seconds, not ten at once.
 * All times are milliseconds of one clock that never goes back.
 */
export class TokenBucket {
  readonly #bucket: Bucket;
  #tokens: number;
  #countedAtMs: number;

  constructor(bucket: Bucket, nowMs: number) {
    this.#bucket = bucket;
    this.#tokens = bucket.maxTokens;
    this.#countedAtMs = nowMs;
  }

  get maxTokens(): number {
    return this.#bucket.maxTokens;
  }

  /** Tokens for each millisecond. */
  get fillRate(): number {
    return this.#bucket.tokensPerFill / this.#bucket.fillIntervalMs;
  }

  /** Takes a token if there is a whole one. */
  consume(nowMs: number): boolean {
    this.#fill(nowMs);
    if (this.#tokens < 1 - ROUNDING) return false;
    this.#tokens = Math.max(0, this.#tokens - 1);
    return true;
  }

  /** Whole tokens that are left. */
  remaining(nowMs: number): number {
    this.#fill(nowMs);
    return Math.floor(this.#tokens + ROUNDING);
  }

  /** Seconds, rounded up, until there is a whole token; 0 if there is one. */
  secondsToNext(nowMs: number): number {
    if (this.remaining(nowMs) > 0) return 0;
    return Math.ceil((1 - this.#tokens) / this.fillRate / 1000 - ROUNDING);
  }

  #fill(nowMs: number): void {
    const gained = (nowMs - this.#countedAtMs) * this.fillRate;
    this.#tokens = Math.min(this.#bucket.maxTokens, this.#tokens + gained);
    this.#countedAtMs = nowMs;
  }
}

// 30 times a hundred milliseconds at 1/3000 a millisecond must be one token, whatever binary fractions make of it.
const ROUNDING = 1e-9;
