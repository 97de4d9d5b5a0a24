import { pause, systemClock } from '../../run/clock.ts';

/** Waits, and no longer than until the signal is aborted: then it rejects with its reason. */
export function waitFor(signal: AbortSignal): (durationMs: number) => Promise<void> {
  return (durationMs) => pause(durationMs, { clock: systemClock, signal });
}
