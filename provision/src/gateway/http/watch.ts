import type { ServerResponse } from 'node:http';

import type { Clock } from '../clock.ts';

/** What can end a request before its answer does: its client, or its time. */
export interface Watch {
  /** Aborts when one of them did. */
  readonly signal: AbortSignal;
  readonly isTimeUp: () => boolean;
  readonly isClientGone: () => boolean;
  /** Lets the time run; a second call changes nothing. */
  readonly startTimer: () => void;
  /** The answer is over. */
  readonly stop: () => void;
}

/** Watches over a request until `stop`. `timeoutMs` 0: it has all the time there is. */
export function watch(
  response: ServerResponse,
  { clock, timeoutMs }: { clock: Clock; timeoutMs: number },
): Watch {
  const ending = new AbortController();
  let cause: 'time' | 'client' | undefined;
  let cancel: (() => void) | undefined;
  const end = (why: 'time' | 'client') => {
    cause ??= why;
    ending.abort();
  };
  const onClose = () => {
    if (!response.writableFinished) end('client');
  };
  response.once('close', onClose);
  return {
    signal: ending.signal,
    isTimeUp: () => cause === 'time',
    isClientGone: () => cause === 'client',
    startTimer: () => {
      if (timeoutMs > 0) cancel ??= clock.after(timeoutMs, () => end('time'));
    },
    stop: () => {
      cancel?.();
      response.off('close', onClose);
    },
  };
}
