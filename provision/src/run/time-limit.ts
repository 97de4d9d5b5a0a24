import type { Clock } from './clock.ts';

/** The `timeout` of a task is over. Never leaves run/. */
export class TimeLimitError extends Error {
  constructor(timeoutMs: number) {
    super(`timed out after ${timeoutMs / 1000} seconds (\`timeout\` of the task)`);
  }
}

/**
 * Does work with a signal that aborts with the outer one, and when the time is over.
 * @throws {TimeLimitError} when it is, once the work has ended
 */
export async function withTimeLimit<Value>(
  limit: { readonly timeoutMs: number | undefined; readonly clock: Clock; readonly signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const { timeoutMs, clock, signal } = limit;
  if (timeoutMs === undefined) return work(signal);
  const timeLimit = new TimeLimitError(timeoutMs);
  const controller = new AbortController();
  const onAbort = () => controller.abort(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  const cancel = clock.after(timeoutMs, () => controller.abort(timeLimit));
  try {
    const value = await work(controller.signal);
    // What was ended by us may look as if it had ended by itself.
    if (controller.signal.reason === timeLimit) throw timeLimit;
    return value;
  } catch (error) {
    throw controller.signal.reason === timeLimit ? timeLimit : error;
  } finally {
    cancel();
    signal.removeEventListener('abort', onAbort);
  }
}
