/** The time, and something that calls at an interval until it is stopped. */
export type Clock = {
  readonly now: () => number;
  readonly every: (intervalMs: number, callback: () => void) => { readonly stop: () => void };
};

/** A running countdown; stop it when its words are no longer on screen. */
export type Countdown = { readonly stop: () => void };

/** Often enough that a second is never skipped on screen. */
const TICK_MS = 250;

/** Counts whole seconds down by the clock, so that a tab that slept is right again at once. `onTick` hears each new number once, the first at once; then `onEnd`. */
export function startCountdown(
  seconds: number,
  listener: { readonly onTick: (secondsLeft: number) => void; readonly onEnd: () => void },
  clock: Clock,
): Countdown {
  const endMs = clock.now() + seconds * 1000;
  let shown = seconds;
  listener.onTick(shown);
  const ticking = clock.every(TICK_MS, () => {
    const left = Math.max(0, Math.ceil((endMs - clock.now()) / 1000));
    if (left === shown) return;
    shown = left;
    if (left > 0) {
      listener.onTick(left);
      return;
    }
    ticking.stop();
    listener.onEnd();
  });
  return ticking;
}
