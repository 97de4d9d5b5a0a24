import type { TaskNode } from '../playbook/task.ts';
import type { Upcoming } from './context.ts';
import { isSelected } from './selection.ts';
import type { Walk } from './walk.ts';

/** The tasks of a list that will run if all goes well, and then what follows the list. Which files a
 * loop or a template will name is not foreseen. */
export function* upcoming(nodes: readonly TaskNode[], walk: Walk): Iterable<Upcoming> {
  yield* tasksOf(nodes, walk);
  yield* walk.following();
}

function* tasksOf(nodes: readonly TaskNode[], walk: Walk): Iterable<Upcoming> {
  for (const node of nodes) {
    switch (node.kind) {
      case 'task':
        if (isSelected(node.tags, walk.batch.run.plan.selection)) yield { task: node, scope: walk.scope };
        break;
      case 'block':
      case 'parallel':
        yield* tasksOf(node.tasks, walk);
        break;
      case 'include': {
        const scope = { ...walk.scope, vars: [...walk.scope.vars, ...node.vars] };
        if (!node.loop) yield* tasksOf(node.known ?? [], { ...walk, scope });
        break;
      }
    }
  }
}
