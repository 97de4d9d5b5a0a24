import { isPlain } from '../expression/template-value.ts';
import type { Play } from '../playbook/play.ts';
import type { TaskNode, Variables } from '../playbook/task.ts';
import type { Place } from '../source/problem.ts';

/** Names that a play gives to something, with where: `register`, set_fact, loops, `vars`, gathered facts. */
export type Definitions = ReadonlyMap<string, Place>;

/** Everything that plays define anywhere: what the value of a variable may name, for it is only rendered when used. */
export function definitionsOf(plays: readonly Play[]): Definitions {
  const found = new Map<string, Place>();
  const add = (name: string, place: Place) => {
    if (!found.has(name)) found.set(name, place);
  };
  for (const play of plays) {
    for (const layer of [play.vars, ...play.varsFiles.flatMap(({ all }) => all)]) addVariables(layer, add);
    if (gathers(play)) add('facts', play.place);
    for (const node of nodesOf(play)) addNode(node, add);
  }
  return found;
}

/** What a task leaves behind for those that come later: its register, and what set_fact and setup set. */
export function leftBy(node: TaskNode): Definitions {
  const left = new Map<string, Place>();
  if (node.kind !== 'task') return left;
  if (node.register !== undefined) left.set(node.register, node.place);
  if (node.module.name === 'set_fact' && node.args.kind === 'map') {
    for (const { key, keyPlace } of node.args.entries) left.set(key, keyPlace);
  }
  if (node.module.name === 'setup') left.set('facts', node.place);
  return left;
}

/** Names that are there while a loop runs. */
export function loopNames(node: TaskNode): readonly string[] {
  if ((node.kind !== 'task' && node.kind !== 'include') || !node.loop) return [];
  const { variable, indexVariable, isExtended } = node.loop;
  return [
    variable,
    ...(indexVariable === undefined ? [] : [indexVariable]),
    ...(isExtended ? ['ansible_loop'] : []),
  ];
}

/** Whether a play gathers facts, or may. */
export function gathers({ gatherFacts }: Play): boolean {
  return !isPlain(gatherFacts) || (gatherFacts.kind === 'plain' && gatherFacts.value !== false);
}

/** Every node of a play, in the order in which they can run, handlers last; those inside blocks behind the block. */
export function nodesOf(play: Play): readonly TaskNode[] {
  return [...play.preTasks, ...play.tasks, ...play.postTasks, ...play.handlers].flatMap(withChildren);
}

function withChildren(node: TaskNode): readonly TaskNode[] {
  switch (node.kind) {
    case 'task':
      return [node];
    case 'include':
      return [node, ...(node.known ?? []).flatMap(withChildren)];
    case 'parallel':
      return [node, ...node.tasks];
    case 'block':
      return [node, ...[...node.tasks, ...node.rescue, ...node.always].flatMap(withChildren)];
  }
}

function addNode(node: TaskNode, add: (name: string, place: Place) => void): void {
  for (const [name, place] of leftBy(node)) add(name, place);
  for (const name of loopNames(node)) add(name, node.place);
  if (node.kind === 'task' || node.kind === 'include') {
    for (const layer of node.vars) addVariables(layer, add);
  }
}

function addVariables(variables: Variables, add: (name: string, place: Place) => void): void {
  for (const [name, value] of variables) add(name, value.place);
}
