import type { Block, IncludeTasks, Parallel, TaskNode } from '../playbook/task.ts';
import { isIn } from './host-state.ts';
import type { HostState } from './host-state.ts';
import { chooseFiles } from './include.ts';
import { runMeta } from './meta.ts';
import { runParallel } from './parallel.ts';
import { runTask } from './run-task.ts';
import { holdsTask, isSelected } from './selection.ts';
import { upcoming } from './upcoming.ts';
import type { Walk } from './walk.ts';

/**
 * Runs a list of tasks: one after the other, each on all machines that are still in. A machine that fails is left out
 * of the rest, until a block around it takes it up again.
 */
export async function runNodes(
  nodes: readonly TaskNode[],
  hosts: readonly HostState[],
  walk: Walk,
): Promise<void> {
  for (const [index, node] of nodes.entries()) {
    const present = hosts.filter(isIn);
    if (present.length === 0) return;
    const following = () => upcoming(nodes.slice(index + 1), walk);
    if (isDue(node, walk)) await runNode(node, present, { ...walk, following });
  }
}

function isDue(node: TaskNode, { batch, progress }: Walk): boolean {
  const { selection } = batch.run.plan;
  const isContainer = node.kind === 'block' || node.kind === 'parallel';
  if (!progress.hasStarted && selection.startAt !== undefined) {
    if (node.id === selection.startAt) progress.hasStarted = true;
    else if (!holdsTask([node], selection.startAt)) return false;
  }
  return isContainer || isSelected(node.tags, selection);
}

async function runNode(node: TaskNode, hosts: readonly HostState[], walk: Walk): Promise<void> {
  switch (node.kind) {
    case 'task':
      return node.module.name === 'meta' ? runMeta(node, hosts, walk) : runTask(node, hosts, walk);
    case 'block':
      return runBlock(node, hosts, walk);
    case 'parallel':
      return runParallel(selectedOf(node, walk), hosts, walk);
    case 'include':
      return runInclude(node, hosts, walk);
  }
}

async function runInclude(node: IncludeTasks, hosts: readonly HostState[], walk: Walk): Promise<void> {
  for (const { nodes, hosts: chosen, scope } of await chooseFiles(node, hosts, walk)) {
    await runNodes(nodes, chosen, { ...walk, scope });
  }
}

function selectedOf(node: Parallel, walk: Walk): Parallel {
  return { ...node, tasks: node.tasks.filter((task) => isDue(task, walk)) };
}

/** The tasks; for machines that failed in them `rescue`, after which they are in again; `always` for all of them. */
async function runBlock(block: Block, hosts: readonly HostState[], walk: Walk): Promise<void> {
  const hasRescue = block.rescue.length > 0;
  await runNodes(block.tasks, hosts, { ...walk, isRescuable: walk.isRescuable || hasRescue });
  const failed = hosts.filter(({ standing }) => standing === 'failed');
  if (hasRescue && failed.length > 0) {
    for (const state of failed) state.standing = 'in';
    await runNodes(block.rescue, failed, walk);
  }
  if (block.always.length === 0) return;
  const lost = hosts.filter(({ standing }) => standing === 'failed');
  for (const state of lost) state.standing = 'in';
  await runNodes(block.always, hosts, walk);
  for (const state of lost) if (isIn(state)) state.standing = 'failed';
}
