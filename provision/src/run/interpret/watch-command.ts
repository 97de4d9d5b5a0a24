import type { CommandWatch } from '../../modules/action.ts';
import { pause } from '../clock.ts';
import { askFresh } from './ask-fresh.ts';
import type { World } from './world.ts';

/** Looks now and then at what a command is busy with, and says so; what comes back ends that, after the look under way. */
export function watchCommand(watch: CommandWatch, world: World): () => Promise<void> {
  const { clock } = world;
  const ended = new AbortController();
  const signal = AbortSignal.any([world.signal, ended.signal]);
  let said: string | undefined;
  const look = async (): Promise<void> => {
    await pause(watch.intervalMs, { clock, signal });
    const answer = await askFresh(watch.fact, world);
    const reason = answer.kind === 'known' ? watch.missing(answer.value) : undefined;
    if (reason !== undefined && reason !== said && !signal.aborted) world.onWaiting(reason);
    said = reason ?? said;
    return look();
  };
  // Of a connection that broke, and of an interrupted run, the command itself tells.
  const looking = look().catch(() => undefined);
  return async () => {
    ended.abort();
    await looking;
  };
}
