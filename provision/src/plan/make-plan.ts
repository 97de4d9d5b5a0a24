import type { Inventory } from '../inventory/inventory.ts';
import type { Play, Playbook } from '../playbook/play.ts';
import type { Variables } from '../playbook/task.ts';
import { variableNameProblem } from '../playbook/variable-name.ts';
import { arrangeProblems } from '../source/problem.ts';
import type { Problem } from '../source/problem.ts';
import { batchesOf } from './batches.ts';
import { artifactProblems } from './check-artifacts.ts';
import { handlerProblems } from './check-handlers.ts';
import { nameProblems } from './check-names.ts';
import { findStart, tagProblems } from './check-selection.ts';
import { hostsOf, limitedTo } from './play-hosts.ts';
import type { Mode, Plan, PlannedPlay } from './plan.ts';

/** What a plan is made of. */
export interface PlanRequest {
  readonly playbooks: readonly Playbook[];
  readonly inventory: Inventory;
  readonly hostVariables: ReadonlyMap<string, readonly Variables[]>;
  readonly lab: Readonly<Record<string, unknown>>;
  readonly extraVariables: Readonly<Record<string, unknown>>;
  /** `--limit`. */
  readonly limit: string | undefined;
  readonly selection: {
    /** @default ['all'] */
    readonly tags: readonly string[];
    readonly skipTags: readonly string[];
    /** A task's name. */
    readonly startAtTask: string | undefined;
  };
  readonly mode: Mode;
}

/**
 * Settles everything of a run that can be settled before a machine is touched, and keeps the rules over playbooks,
 * inventory and values together. `plan` may only be run where there are no problems; undefined where there is no playbook.
 */
export function makePlan(request: PlanRequest): { plan: Plan | undefined; problems: readonly Problem[] } {
  const { playbooks, inventory, hostVariables, lab, extraVariables, mode } = request;
  const plays = playbooks.flatMap((playbook) => playbook.plays);
  const limit = limitedTo(request.limit, inventory);
  const planned = plays.map((play) => planPlay(play, request, limit.names));
  const start = findStart(plays, request.selection.startAtTask);
  const { tags, skipTags } = request.selection;
  const problems = [
    ...limit.problems,
    ...planned.flatMap((each) => each.problems),
    ...start.problems,
    ...tagProblems(plays, { tags, skipTags }),
    ...variableProblems(request),
    ...nameProblems(plays, { lab, extraVariables, hostVariables }),
    ...plays.flatMap(handlerProblems),
    ...artifactProblems(plays, lab),
  ];
  if (playbooks.length === 0) return { plan: undefined, problems: arrangeProblems(problems) };
  const plan: Plan = {
    plays: planned.map((each) => each.play),
    inventory,
    lab,
    hostVariables,
    extraVariables,
    selection: { tags: tags.length > 0 ? tags : ['all'], skipTags, startAt: start.startAt },
    mode,
  };
  return { plan, problems: arrangeProblems(problems) };
}

function planPlay(
  play: Play,
  { inventory, lab, extraVariables }: PlanRequest,
  limit: ReadonlySet<string> | undefined,
): { play: PlannedPlay; problems: readonly Problem[] } {
  const { hosts, pattern, problems } = hostsOf(play.hosts, inventory, { ...extraVariables, ...lab });
  const limited = hosts.filter(({ name }) => limit?.has(name) ?? true);
  return { play: { play, pattern, batches: batchesOf(limited, play.serial) }, problems };
}

/** Names of inventory variables and of `-e` that no variable can have. The loader has looked at those of playbooks. */
function variableProblems({ hostVariables, extraVariables, lab }: PlanRequest): readonly Problem[] {
  const labNames = new Set(Object.keys(lab));
  const ofHosts = [...new Set([...hostVariables.values()].flat())].flatMap((layer) =>
    [...layer].flatMap(([name, value]) => variableNameProblem(name, value.place, labNames) ?? []),
  );
  const ofFlags = Object.keys(extraVariables).flatMap((name) => {
    const place = { file: '--extra-vars', position: { line: 1, column: 1 } };
    const found = variableNameProblem(name, place, labNames);
    if (!found) return [];
    const { position: _position, ...rest } = found;
    return [rest];
  });
  return [...ofHosts, ...ofFlags];
}
