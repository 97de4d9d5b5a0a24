import type { ReconnectAction } from '../../modules/action.ts';
import { BecomeError, ConnectError } from '../../transport/errors.ts';
import { pause } from '../clock.ts';
import { askFresh } from './ask-fresh.ts';
import type { Performed } from './perform.ts';
import { pollOutput } from './poll.ts';
import type { World } from './world.ts';

/** What one try on a new connection came to. */
interface Try {
  readonly answer: unknown;
  readonly missing: string | undefined;
}

/**
 * Drops the connection and asks on new ones until the answer is good or the time is over. While a machine starts, that
 * it cannot be reached, that it lets nobody in or that a program has no answer yet means only that it is not ready.
 */
export async function reconnect(action: ReconnectAction, world: World): Promise<Performed> {
  const { connection, clock } = world;
  const startMs = clock.now();
  const endMs = startMs + action.timeoutMs;
  let said: string | undefined;
  await connection.reset();
  await pause(action.delayMs, world);
  for (;;) {
    const { answer, missing } = await tryOnce(action, world);
    const leftMs = endMs - clock.now();
    if (missing === undefined || leftMs <= 0) {
      return pollOutput({ answer, missing, cause: undefined, elapsedMs: clock.now() - startMs });
    }
    if (missing !== said) world.onWaiting(missing);
    said = missing;
    await pause(Math.min(action.intervalMs, leftMs), world);
    // A machine that goes down may keep a connection that is no good any more.
    await connection.reset();
  }
}

async function tryOnce(action: ReconnectAction, world: World): Promise<Try> {
  const limit = new AbortController();
  const stop = world.clock.after(action.connectTimeoutMs, () => limit.abort());
  try {
    const signal = AbortSignal.any([world.signal, limit.signal]);
    const answer = await askFresh(action.fact, { ...world, signal });
    if (answer.kind === 'failed') return { answer: undefined, missing: answer.message };
    return { answer: answer.value, missing: action.missing(answer.value) };
  } catch (error) {
    world.signal.throwIfAborted();
    if (limit.signal.aborted)
      return { answer: undefined, missing: `${world.connection.host} does not answer` };
    if (!(error instanceof ConnectError || error instanceof BecomeError)) throw error;
    return { answer: undefined, missing: error.message };
  } finally {
    stop();
  }
}
