import { setTimeout as delay } from 'node:timers/promises';

/** Waits; rejects with an AbortError when the signal comes first. */
export type Wait = (durationMs: number, signal: AbortSignal) => Promise<void>;

/** Waits by the real clock. */
export const waitByClock: Wait = async (durationMs, signal) => {
  await delay(durationMs, undefined, { signal });
};

const FIRST_MS = 25;
/** A restarted model-service is noticed within this time. */
const LONGEST_MS = 400;

/** How long to wait before try number 2, 3…: 25 ms, doubling up to 400 ms. */
export function backOffMs(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
}
