import { variablesFor } from '../plan/variables.ts';
import type { TaskContext } from './context.ts';
import type { Evaluator } from './evaluate.ts';
import { isIn } from './host-state.ts';

/** The variables of a task on its machine, as they are now. `loop`: `item` and what else one round brings. */
export function variablesOf(
  { batch, task, state, scope }: TaskContext,
  loop: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const { plan, states } = batch.run;
  return variablesFor({
    plan,
    host: state.host,
    play: batch.play,
    vars: [...scope.vars, ...task.vars],
    remembered: (name) => states.get(name),
    loop: { ...scope.loop, ...loop },
    playHosts: batch.hosts.filter(isIn).map(({ host }) => host.name),
  });
}

/** What the expressions of a task are evaluated over on its machine, in one round of its loop. */
export function evaluatorOf(context: TaskContext, loop?: Readonly<Record<string, unknown>>): Evaluator {
  return { variables: variablesOf(context, loop), doubts: context.state.doubts };
}
