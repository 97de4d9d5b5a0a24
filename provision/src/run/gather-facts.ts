import { plainValue } from '../expression/template-value.ts';
import type { Play } from '../playbook/play.ts';
import type { Task } from '../playbook/task.ts';
import type { Module } from '../modules/module.ts';
import { loadModule } from '../modules/registry.ts';
import { DoubtError, EvaluationError, evaluateSwitch } from './evaluate.ts';
import { isIn } from './host-state.ts';
import type { HostState } from './host-state.ts';
import { runTask } from './run-task.ts';
import { isSelected } from './selection.ts';
import { variablesFor } from '../plan/variables.ts';
import type { Walk } from './walk.ts';

/** Gathers the facts of the machines of a play, where it wants them: the setup module, as the play's own user. */
export async function gatherFacts(walk: Walk): Promise<void> {
  const { play, run, hosts } = walk.batch;
  const tags = play.tags.length === 0 ? ['always'] : play.tags;
  if (!isSelected(tags, run.plan.selection)) return;
  const wanting = hosts.filter((state) => isIn(state) && wantsFacts(walk, state));
  const setup = wanting.length > 0 ? await loadModule('setup') : undefined;
  if (setup) await runTask(setupTask(play, setup), wanting, { ...walk, section: 'facts' });
}

/** Where that cannot be evaluated, the facts are gathered: a play that relies on them must not find them missing. */
function wantsFacts({ batch: { play, run } }: Walk, { host, doubts }: HostState): boolean {
  const remembered = (name: string) => run.states.get(name);
  const variables = variablesFor({ plan: run.plan, host, play, remembered, playHosts: [] });
  try {
    return evaluateSwitch(play.gatherFacts, { variables, doubts }) ?? true;
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof DoubtError) return true;
    throw error;
  }
}

function setupTask(play: Play, module: Module): Task {
  const { place } = play;
  return {
    ...play.settings,
    kind: 'task',
    id: `${play.id}/facts`,
    name: plainValue('Gathering Facts', place),
    place,
    tags: play.tags,
    module,
    args: { kind: 'map', entries: [], place },
    conditionArgs: new Map(),
    loop: undefined,
    until: undefined,
    register: undefined,
    changedWhen: undefined,
    failedWhen: undefined,
    notify: [],
  };
}
