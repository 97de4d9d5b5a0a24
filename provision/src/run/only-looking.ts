import type { Task } from '../playbook/task.ts';

/** `changed_when: false` says that the machine is the same afterwards. */
export function isOnlyLooking({ changedWhen }: Pick<Task, 'changedWhen'>): boolean {
  return changedWhen?.clauses.includes(false) === true;
}
