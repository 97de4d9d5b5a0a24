import type { PlannedPlay } from '../plan/plan.ts';
import { actingHost } from './acting-host.ts';
import type { RunContext } from './context.ts';
import { ifEvaluated } from './evaluate.ts';
import { playIdentity } from './play-identity.ts';

/**
 * Begins to open the shells that a play starts with, for the time in which its machines are locked: a shell by itself changes
 * nothing. Who needs a password is left to the first task, so that a wrong one is given once.
 */
export function warmShells({ play, batches: [first = []] }: PlannedPlay, run: RunContext): void {
  for (const host of first) {
    const state = run.states.get(host.name);
    const identity = state && ifEvaluated(() => playIdentity({ run, play }, state));
    if (!identity || identity.becomePassword) continue;
    const { connection } = run.machines.of(actingHost(play, host));
    connection.warm({ identity, signal: run.options.signal });
  }
}
