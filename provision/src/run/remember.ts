import type { Task } from '../playbook/task.ts';
import type { Unapplied } from './doubts.ts';
import { isBad } from './ended.ts';
import type { Ended } from './ended.ts';
import type { HostState } from './host-state.ts';

/** Keeps the register of a task, or in check mode that it is not known. */
export function keepRegister(
  state: HostState,
  { task, end, unapplied }: { readonly task: Task; readonly end: Ended; readonly unapplied: Unapplied },
): void {
  if (task.register === undefined) return;
  const { doubts, set } = state;
  if (isWhollyUnknown(end)) doubts.makeUnknown(set, task.register, unapplied);
  else if (end.isPredicted) doubts.makePredicted(set, task.register, { value: end.result, task: unapplied });
  else doubts.makeKnown(set, task.register, end.result);
}

/** What was skipped for check mode's sake says nothing of what a run would bring. */
function isWhollyUnknown({ status, isPredicted }: Ended): boolean {
  return status === 'unknown' || (status === 'skipped' && isPredicted);
}

/** Keeps the variables and facts that a round of a task set: the next round sees them. */
export function keepFacts(
  state: HostState,
  { task, end, unapplied }: { readonly task: Task; readonly end: Ended; readonly unapplied: Unapplied },
): void {
  const isSetFact = task.module.name === 'set_fact';
  if (isSetFact && end.status === 'unknown') {
    for (const name of namesSet(task)) state.doubts.makeUnknown(state.set, name, unapplied);
    return;
  }
  const given = end.result['ansible_facts'];
  if (typeof given !== 'object' || given === null || isBad(end)) return;
  if (!isSetFact) {
    state.facts = { ...state.facts, ...given };
    return;
  }
  for (const [name, value] of Object.entries(given)) state.doubts.makeKnown(state.set, name, value);
}

/** The names that a set_fact would give values to. */
function namesSet({ args }: Task): readonly string[] {
  return args.kind === 'map' ? args.entries.map(({ key }) => key) : [];
}
