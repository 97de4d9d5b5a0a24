import type { Selection } from '../plan/plan.ts';
import type { TaskNode } from '../playbook/task.ts';

/**
 * Whether a task with these tags is one of a selection, as Ansible has it: `always` runs unless it is left out by name,
 * `never` runs only when one of its tags is asked for, `tagged` and `untagged` stand for all that have tags or none.
 */
export function isSelected(ownTags: readonly string[], { tags, skipTags }: Selection): boolean {
  const own = new Set(ownTags.length === 0 ? ['untagged'] : ownTags);
  const isTagged = ownTags.length > 0;
  const isNever = own.has('never');
  const isAsked =
    own.has('always') ||
    (tags.includes('all') && !isNever) ||
    tags.some((tag) => own.has(tag)) ||
    (tags.includes('tagged') && isTagged && !isNever);
  if (!isAsked) return false;
  if (skipTags.includes('all')) return own.has('always') && !skipTags.includes('always');
  return !skipTags.some((tag) => own.has(tag)) && !(skipTags.includes('tagged') && isTagged);
}

/** Whether a task of this id is among the nodes, at any depth. */
export function holdsTask(nodes: readonly TaskNode[], id: string): boolean {
  return nodes.some((node) => {
    if (node.id === id) return true;
    if (node.kind === 'parallel') return holdsTask(node.tasks, id);
    return node.kind === 'block' && holdsTask([...node.tasks, ...node.rescue, ...node.always], id);
  });
}
