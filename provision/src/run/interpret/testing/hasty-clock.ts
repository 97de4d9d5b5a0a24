import type { Clock } from '../../clock.ts';

/** Time that passes as soon as somebody waits for it; `onWait` runs before whoever waited goes on. */
export function hastyClock(onWait: () => void = () => undefined): Clock {
  let nowMs = 0;
  return {
    now: () => nowMs,
    after: (delayMs, callback) => {
      const timer = setImmediate(() => {
        nowMs += delayMs;
        onWait();
        callback();
      });
      return () => clearImmediate(timer);
    },
  };
}
