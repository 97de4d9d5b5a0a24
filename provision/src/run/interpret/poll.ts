import type { PollAction, PollOutput } from '../../modules/action.ts';
import { pause } from '../clock.ts';
import { askFresh } from './ask-fresh.ts';
import type { Performed } from './perform.ts';
import type { World } from './world.ts';

/** Asks until the answer is good or the time is over; the last question is asked at the very end of the time. */
export async function poll(action: PollAction, world: World): Promise<Performed> {
  const { clock } = world;
  const startMs = clock.now();
  const endMs = startMs + action.timeoutMs;
  let said: string | undefined;
  await pause(action.delayMs ?? 0, world);
  for (;;) {
    const answer = await askFresh(action.fact, world);
    if (answer.kind === 'failed') return answer;
    const missing = action.missing(answer.value);
    const leftMs = endMs - clock.now();
    if (missing === undefined || leftMs <= 0) {
      const cause = missing === undefined ? undefined : await causeOf(action, world);
      return pollOutput({ answer: answer.value, missing, cause, elapsedMs: clock.now() - startMs });
    }
    if (missing !== said) world.onWaiting(missing);
    said = missing;
    await pause(Math.min(action.intervalMs, leftMs), world);
  }
}

/** A cause that is not to be had is left out: the time-out itself is what the task is about. */
async function causeOf({ cause }: PollAction, world: World): Promise<string | undefined> {
  if (cause === undefined) return undefined;
  const answer = await askFresh(cause, world);
  return answer.kind === 'known' ? String(answer.value) : undefined;
}

export function pollOutput(output: PollOutput): Performed {
  return { kind: 'output', output };
}
