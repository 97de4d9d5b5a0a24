import { act, ask, failed } from '../../decision.ts';
import type { Decision, Prediction } from '../../decision.ts';
import { accessOf } from '../access.ts';
import type { K8sArgs } from '../arguments.ts';
import { causesOf } from './causes.ts';
import { waitFor } from './wait-for.ts';
import type { Watched } from './watched.ts';

/** What a task says about waiting. */
export type WaitArgs = Pick<K8sArgs, 'wait_timeout' | 'wait_sleep' | 'kubeconfig' | 'context'>;

/**
 * Waits until all of them are as they shall be, and goes on with how many seconds that took. Where they do not become
 * so the task fails, with the cause: what holds up the pods, the events, the last lines of their logs.
 */
export function awaitReady(
  watched: readonly Watched[],
  { args, predicted }: { readonly args: WaitArgs; readonly predicted: Prediction },
  then: (durationSeconds: number) => Decision,
): Decision {
  if (watched.length === 0) return then(0);
  const access = accessOf(args);
  const wait = waitFor(watched, {
    access,
    timeoutSeconds: args.wait_timeout,
    sleepSeconds: args.wait_sleep,
  });
  return act([wait], predicted, ([output]) => {
    const { missing, isHopeless, elapsedMs } = output;
    const duration = Math.round(elapsedMs / 1_000);
    if (missing === undefined) return then(duration);
    const causes = causesOf(watched, output);
    const fact = { kind: 'cluster', access, read: causes.read } as const;
    return ask({ causes: fact }, (answers) => {
      const what = isHopeless ? 'this cannot become ready' : `not ready after ${args.wait_timeout} s`;
      const why = causes.describe(answers.causes) || missing;
      return failed(`${what}:\n${why}`, { duration }, predicted.changed === true);
    });
  });
}
