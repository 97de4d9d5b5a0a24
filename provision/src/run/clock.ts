/** Time as a run sees it: injected, so that tests decide how it passes. */
export interface Clock {
  /** Milliseconds since 1970; never goes back. */
  now(): number;
  /** Calls back once, after the delay. What comes back takes the call back. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The process' own clock. A pending call keeps the process alive: while a machine reboots nothing else does. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Resolves after the delay. @throws the signal's reason as soon as it aborts */
export function pause(
  delayMs: number,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const onAbort = () => {
      cancel();
      reject(signal.reason as Error);
    };
    const cancel = clock.after(delayMs, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
