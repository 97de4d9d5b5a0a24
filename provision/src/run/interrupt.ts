import type { RunContext } from './context.ts';
import type { RunOptions } from './run-options.ts';

/** How long what runs has, after it was asked to end. */
const GRACE_MS = 10_000;

/**
 * Does work until it is done or interrupted. `left`: what was under way when the run was interrupted, and whether it
 * has ended; undefined when it was not. @throws what the work throws, unless it was interrupted
 */
export async function untilInterrupted(
  work: () => Promise<void>,
  { options, underWay, reporter }: Pick<RunContext, 'options' | 'underWay' | 'reporter'>,
): Promise<{ readonly left: readonly string[] | undefined }> {
  const { signal, kill } = options;
  let begun: readonly string[] = [];
  const isOver = Promise.withResolvers<'given up'>();
  let cancelGrace = () => {};
  const onKill = () => isOver.resolve('given up');
  const onInterrupt = () => {
    begun = underWay.list();
    const what = begun.length === 0 ? 'nothing was under way' : `ending ${begun.join(', ')}`;
    reporter.emit({ type: 'note', host: undefined, text: `interrupted: ${what}` });
    cancelGrace = options.clock.after(GRACE_MS, onKill);
  };
  whenAborted(signal, onInterrupt);
  whenAborted(kill, onKill);
  try {
    const end = await Promise.race([orStopped(work(), options), isOver.promise]);
    if (!signal.aborted && !kill.aborted) return { left: undefined };
    const still = end === 'given up' ? underWay.list() : [];
    const stopped = begun.filter((task) => !still.includes(task));
    return {
      left: [
        ...still.map((task) => `${task} (may still run)`),
        ...stopped.map((task) => `${task} (stopped)`),
      ],
    };
  } finally {
    cancelGrace();
    signal.removeEventListener('abort', onInterrupt);
    kill.removeEventListener('abort', onKill);
  }
}

function whenAborted(signal: AbortSignal, listener: () => void): void {
  if (signal.aborted) listener();
  else signal.addEventListener('abort', listener, { once: true });
}

/** After an interruption all kinds of errors come up from what was ended: none of them says anything new. */
async function orStopped(work: Promise<void>, { signal, kill }: RunOptions): Promise<'done' | 'stopped'> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (signal.aborted || kill.aborted) return 'stopped';
    throw error;
  }
}
