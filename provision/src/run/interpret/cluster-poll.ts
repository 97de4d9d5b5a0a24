import type { ClusterAnswer, ClusterPollAction, ClusterPollOutput } from '../../modules/cluster.ts';
import { pause } from '../clock.ts';
import { limitsOf, orUnavailable } from './cluster.ts';
import type { Performed } from './perform.ts';
import type { World } from './world.ts';

/**
 * Asks until the answer is good, or can no longer become so, or the time is over; the last question is asked at the very
 * end of the time. An API server that does not answer for a while is waited for, too.
 */
export async function pollCluster(action: ClusterPollAction, world: World): Promise<Performed> {
  const { clock } = world;
  const startMs = clock.now();
  const endMs = startMs + action.timeoutMs;
  let said: string | undefined;
  for (;;) {
    const asked = await orUnavailable(() => world.clusters.read(action.access, action.read, limitsOf(world)));
    const { answer, missing, isHopeless } = judge(asked, action, clock.now() - startMs);
    const leftMs = endMs - clock.now();
    if (missing === undefined || isHopeless || leftMs <= 0) {
      const output: ClusterPollOutput = { answer, missing, isHopeless, elapsedMs: clock.now() - startMs };
      return { kind: 'output', output };
    }
    if (missing !== said) world.onWaiting(missing);
    said = missing;
    await pause(Math.min(action.intervalMs, leftMs), world);
  }
}

function judge(
  asked: ClusterAnswer | string,
  action: ClusterPollAction,
  elapsedMs: number,
): Pick<ClusterPollOutput, 'answer' | 'missing' | 'isHopeless'> {
  if (typeof asked === 'string') return { answer: undefined, missing: asked, isHopeless: false };
  const missing = action.missing(asked);
  const hopeless = missing === undefined ? undefined : action.hopeless?.(asked, elapsedMs);
  return { answer: asked, missing: hopeless ?? missing, isHopeless: hopeless !== undefined };
}
