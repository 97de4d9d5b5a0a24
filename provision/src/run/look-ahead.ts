import type { Decision } from '../modules/decision.ts';
import type { MachineFact } from '../modules/fact.ts';
import type { Task } from '../playbook/task.ts';
import { argumentsOf } from './arguments.ts';
import type { TaskContext } from './context.ts';
import { holds, ifEvaluated } from './evaluate.ts';
import { QUIET_TASKS } from './host-state.ts';
import { roundsOf } from './loop.ts';
import { moduleContext } from './module-context.ts';
import { siteOf } from './site.ts';
import type { Site } from './site.ts';
import { evaluatorOf } from './variables.ts';

/** A question that is longer is no gain: the rest is asked with the next one. */
const MAX_FACTS = 256;

type LoopVariables = Readonly<Record<string, unknown>>;

/**
 * The first questions of coming tasks about the same machine as the same user, asked together with those of a task that
 * has to ask anyway. Nothing is decided here: a settled fact that turns out not to be needed does no harm, and what
 * cannot be evaluated yet is passed over. Behind a task that acts in any case nothing is asked, for its action would
 * have all of it forgotten. Where the machine is being changed (`hasActed`: by this very task), the next task probably
 * changes it, too: then that one's questions alone go along.
 */
export function factsAhead(
  context: TaskContext<Task>,
  site: Site,
  hasActed: boolean,
): readonly MachineFact[] {
  const { batch, state } = context;
  const isWorthIt = site.delegate === undefined && (hasActed || state.quietTasks >= QUIET_TASKS);
  if (batch.run.options.isLookingAhead === false || !isWorthIt) return [];
  const facts: MachineFact[] = [];
  for (const { task, scope, rounds } of context.following()) {
    const coming: TaskContext<Task> = { ...context, task, scope };
    for (const loop of rounds ?? roundsAhead(coming)) {
      const decision = decideAhead(coming, loop, site);
      if (decision?.kind === 'act' && !site.isCheck) return facts;
      if (decision?.kind === 'ask') facts.push(...machineFacts(decision));
      if (hasActed && facts.length > 0) return facts;
      if (facts.length >= MAX_FACTS) return facts.slice(0, MAX_FACTS);
    }
  }
  return facts;
}

function machineFacts({ facts }: Extract<Decision, { readonly kind: 'ask' }>): readonly MachineFact[] {
  return Object.values(facts).filter((fact) => fact.kind === 'machine');
}

function roundsAhead(context: TaskContext<Task>): readonly LoopVariables[] {
  const { loop } = context.task;
  if (!loop) return [{}];
  const over = evaluatorOf(context);
  return ifEvaluated(() => roundsOf(loop, over).map(({ variables }) => variables)) ?? [];
}

/** What the module would say first; undefined where it has no say yet, or not here. */
function decideAhead(context: TaskContext<Task>, loop: LoopVariables, here: Site): Decision | undefined {
  const { task, state, batch } = context;
  if (task.delegateTo !== undefined || task.module.name === 'meta') return undefined;
  return ifEvaluated(() => {
    const over = evaluatorOf(context, loop);
    if (!task.when.every((condition) => holds(condition, over))) return undefined;
    const site = siteOf(context, over);
    if (keyOf(site) !== keyOf(here)) return undefined;
    if (site.isCheck && task.module.check === 'none') return undefined;
    const known = {
      isCheck: site.isCheck,
      isDiff: site.isDiff,
      host: state.host.name,
      becomeUser: site.identity.becomeUser,
    };
    const about = { over, place: task.place, options: batch.run.options };
    return task.module.decide(argumentsOf(task, over), moduleContext(known, about));
  });
}

/** Answers are kept by user and environment. */
function keyOf({ identity, environment }: Site): string {
  const variables = Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([identity.becomeUser ?? null, variables]);
}
