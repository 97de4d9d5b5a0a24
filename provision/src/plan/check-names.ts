import { usesIn } from '../expression/names-in.ts';
import type { NameUse } from '../expression/name-use.ts';
import type { Play } from '../playbook/play.ts';
import type { Block, IncludeTasks, Task, TaskNode, Variables } from '../playbook/task.ts';
import type { Problem } from '../source/problem.ts';
import { definitionsOf, gathers, leftBy, loopNames } from './definitions.ts';
import type { Definitions } from './definitions.ts';
import { MAGIC_VARIABLES } from './precedence.ts';
import { usesOfInclude, usesOfTask } from './task-uses.ts';
import { unknownFact, unknownLabValue, unknownName } from './unknown-name.ts';

/** What is known before the first play. */
export interface KnownBefore {
  readonly lab: Readonly<Record<string, unknown>>;
  readonly extraVariables: Readonly<Record<string, unknown>>;
  readonly hostVariables: ReadonlyMap<string, readonly Variables[]>;
}

interface Walk {
  readonly lab: Readonly<Record<string, unknown>>;
  readonly everywhere: Definitions;
  readonly report: (found: Problem) => void;
}

/** Names in templates and conditions that nothing defines before they are used. */
export function nameProblems(plays: readonly Play[], before: KnownBefore): readonly Problem[] {
  const problems: Problem[] = [];
  const layers = [...before.hostVariables.values()].flat();
  const start = new Set([
    ...Object.keys(before.lab),
    ...Object.keys(before.extraVariables),
    ...MAGIC_VARIABLES.map(({ name }) => name),
    ...layers.flatMap((layer) => [...layer.keys()]),
  ]);
  const walk: Walk = {
    lab: before.lab,
    everywhere: definitionsOf(plays),
    report: (found) => problems.push(found),
  };
  layers.forEach((layer) => checkVariables(layer, start, walk));
  // Registers, facts and set_fact of a play are there in the next one.
  let known: ReadonlySet<string> = start;
  for (const play of plays) known = checkPlay(play, known, walk);
  return problems;
}

function checkPlay(play: Play, before: ReadonlySet<string>, walk: Walk): ReadonlySet<string> {
  const own = [play.vars, ...play.varsFiles.flatMap(({ all }) => all)];
  own.forEach((layer) => checkVariables(layer, before, walk));
  check(play.name ? usesIn(play.name) : [], before, walk);
  check(usesIn(play.gatherFacts), withNames(before, own), walk);
  const stays = new Set([...before, ...(gathers(play) ? ['facts'] : [])]);
  const inPlay = withNames(stays, own);
  const lists = [play.preTasks, play.tasks, play.postTasks, play.handlers];
  const behind = lists.reduce<ReadonlySet<string>>((known, nodes) => checkNodes(nodes, known, walk), inPlay);
  const ownNames = new Set(own.flatMap((layer) => [...layer.keys()]));
  return new Set([...behind].filter((name) => stays.has(name) || !ownNames.has(name)));
}

function checkNodes(
  nodes: readonly TaskNode[],
  before: ReadonlySet<string>,
  walk: Walk,
): ReadonlySet<string> {
  return nodes.reduce((known, node) => checkNode(node, known, walk), before);
}

/** What is known behind the node. */
function checkNode(node: TaskNode, before: ReadonlySet<string>, walk: Walk): ReadonlySet<string> {
  switch (node.kind) {
    case 'task':
      checkTask(node, before, walk);
      return new Set([...before, ...leftBy(node).keys()]);
    case 'parallel':
      // They run at the same time: none of them can go by another's result.
      for (const task of node.tasks) checkTask(task, before, walk);
      return new Set([...before, ...node.tasks.flatMap((task) => [...leftBy(task).keys()])]);
    case 'include':
      return checkInclude(node, before, walk);
    case 'block':
      check(node.name ? usesIn(node.name) : [], before, walk);
      return checkBlock(node, before, walk);
  }
}

function checkBlock(node: Block, before: ReadonlySet<string>, walk: Walk): ReadonlySet<string> {
  const inside = checkNodes(node.tasks, before, walk);
  if (node.rescue.length === 0) return checkNodes(node.always, inside, walk);
  const rescued = checkNodes(node.rescue, new Set([...inside, ...FAILURE_VARIABLES]), walk);
  return checkNodes(node.always, rescued, walk);
}

/** What a run sets for `rescue`, under Ansible's names. */
const FAILURE_VARIABLES: readonly string[] = ['ansible_failed_task', 'ansible_failed_result'];

function checkTask(task: Task, before: ReadonlySet<string>, walk: Walk): void {
  task.vars.forEach((layer) => checkVariables(layer, new Set([...before, ...loopNames(task)]), walk));
  const { items, before: uses, after } = usesOfTask(task);
  const known = withNames(before, task.vars);
  check(items, known, walk);
  const inLoop = new Set([...known, ...loopNames(task)]);
  check(uses, inLoop, walk);
  check(after, task.register === undefined ? inLoop : new Set([...inLoop, task.register]), walk);
}

function checkInclude(node: IncludeTasks, before: ReadonlySet<string>, walk: Walk): ReadonlySet<string> {
  node.vars.forEach((layer) => checkVariables(layer, new Set([...before, ...loopNames(node)]), walk));
  const { items, before: uses } = usesOfInclude(node);
  const known = withNames(before, node.vars);
  check(items, known, walk);
  const inLoop = new Set([...known, ...loopNames(node)]);
  check(uses, inLoop, walk);
  const behind = checkNodes(node.known ?? [], inLoop, walk);
  return new Set([...behind].filter((name) => before.has(name) || !inLoop.has(name)));
}

/** A variable is rendered when it is used: its value may name whatever is defined anywhere. */
function checkVariables(variables: Variables, before: ReadonlySet<string>, walk: Walk): void {
  const known = new Set([...before, ...variables.keys(), ...walk.everywhere.keys()]);
  for (const value of variables.values()) check(usesIn(value), known, walk);
}

function check(
  uses: readonly NameUse[],
  known: ReadonlySet<string>,
  { lab, everywhere, report }: Walk,
): void {
  for (const use of uses) {
    if (use.isOptional) continue;
    const unknown = unknownUse(use, known, { lab, everywhere });
    if (unknown) report(unknown);
  }
}

function unknownUse(
  use: NameUse,
  known: ReadonlySet<string>,
  { lab, everywhere }: Pick<Walk, 'lab' | 'everywhere'>,
): Problem | undefined {
  // The values of lab.yml are all known by now, and nothing can hide them; `facts` cannot be hidden either.
  if (Object.hasOwn(lab, use.name)) return unknownLabValue(use, lab);
  if (!known.has(use.name)) return unknownName(use, known, everywhere.get(use.name));
  return use.name === 'facts' ? unknownFact(use) : undefined;
}

function withNames(known: ReadonlySet<string>, layers: readonly Variables[]): ReadonlySet<string> {
  return new Set([...known, ...layers.flatMap((layer) => [...layer.keys()])]);
}
