/** A service that lived this long had started well: its next failure is a first one. */
const STEADY_MS = 30_000;
const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/** What is remembered of a service between two starts. */
export interface Restarts {
  /** Ends in a row, each soon after its start. */
  readonly failures: number;
  /** How long to wait before the next start. */
  readonly delayMs: number;
}

export const NO_RESTARTS: Restarts = { failures: 0, delayMs: 0 };

/** After the n-th early end in a row: at once, then 250 ms, doubled each time, at most 10 s. */
export function nextRestart({ failures }: Restarts, livedMs: number): Restarts {
  const count = livedMs >= STEADY_MS ? 1 : failures + 1;
  const delayMs = count === 1 ? 0 : Math.min(FIRST_MS * 2 ** (count - 2), LONGEST_MS);
  return { failures: count, delayMs };
}
