import type { ShellSession } from './shell-session.ts';

/** How long after the KILL we still wait for the shell's word; a process in the kernel's hands cannot be ended. */
const PATIENCE_MS = 5_000;

/** The end of a command before its time. */
export interface Ending {
  hasTimedOut(): boolean;
  /** What the promise gives, or undefined when the command does not go even after it was killed. */
  orGivenUp<T>(answer: Promise<T>): Promise<T | undefined>;
  /** Takes all timers and listeners back. */
  stop(): void;
}

/** Has the machine end a command's process group when its time is up, or when the signal aborts. */
export function endWhenAsked(
  session: ShellSession,
  number: number,
  {
    timeoutMs,
    signal,
    graceSeconds,
  }: { readonly timeoutMs?: number; readonly signal?: AbortSignal; readonly graceSeconds: number },
): Ending {
  const { promise: givenUp, resolve: giveUp } = Promise.withResolvers<undefined>();
  let patience: NodeJS.Timeout | undefined;
  let hasTimedOut = false;
  const end = (): void => {
    if (patience) return;
    session.send(`lab_end ${number} ${graceSeconds}\n`);
    patience = setTimeout(giveUp, graceSeconds * 1_000 + PATIENCE_MS, undefined);
  };
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          hasTimedOut = true;
          end();
        }, timeoutMs);
  if (signal?.aborted) end();
  signal?.addEventListener('abort', end);
  return {
    hasTimedOut: () => hasTimedOut,
    orGivenUp: (answer) => Promise.race([answer, givenUp]),
    stop: () => {
      clearTimeout(timer);
      clearTimeout(patience);
      signal?.removeEventListener('abort', end);
    },
  };
}
