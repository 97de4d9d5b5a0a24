import type { Clock } from '../clock.ts';

/** A clock that stands still until it is told to go on. */
export class ManualClock implements Clock {
  #nowMs = 0;
  readonly #pending = new Set<{ readonly atMs: number; readonly callback: () => void }>();

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const entry = { atMs: this.#nowMs + delayMs, callback };
    this.#pending.add(entry);
    return () => this.#pending.delete(entry);
  }

  /** Lets time pass, and calls back what falls due, in order. */
  advance(durationMs: number): void {
    const untilMs = this.#nowMs + durationMs;
    for (;;) {
      const [next] = [...this.#pending].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
      if (!next) break;
      this.#pending.delete(next);
      this.#nowMs = next.atMs;
      next.callback();
    }
    this.#nowMs = untilMs;
  }

  /** Lets time pass in steps, and everything else happen between them, until it is so. */
  async advanceUntil(isSo: () => boolean, stepMs = 50): Promise<void> {
    while (!isSo()) {
      this.advance(stepMs);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Resolves as soon as something waits for the clock. */
  async awaited(): Promise<void> {
    while (this.#pending.size === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}
