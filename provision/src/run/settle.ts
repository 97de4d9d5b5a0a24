import { findHost } from '../inventory/find-host.ts';
import type { Task } from '../playbook/task.ts';
import { actingHost } from './acting-host.ts';
import type { TaskContext } from './context.ts';
import type { Ended } from './ended.ts';
import { isBad } from './ended.ts';
import type { HostState } from './host-state.ts';
import { notify, writeDownTopics } from './notify.ts';
import { isOnlyLooking } from './only-looking.ts';
import { outcomeOf } from './outcome.ts';
import { keepFacts, keepRegister } from './remember.ts';
import { mayHaveChanged } from './task-on-host.ts';
import type { HostEnd } from './task-on-host.ts';

/**
 * Keeps what a task came to on a machine: its register and facts, what it notified, whether the machine goes on; and
 * reports it. `others` get the register and facts too (`run_once`).
 */
export async function settle(
  context: TaskContext<Task>,
  end: HostEnd,
  { isRescuable, others = [] }: { readonly isRescuable: boolean; readonly others?: readonly HostState[] },
): Promise<void> {
  const { task, state, batch, title } = context;
  const { machines, reporter } = batch.run;
  const unapplied = { name: title.name, place: task.place };
  for (const each of [state, ...others]) keepRegister(each, { task, end, unapplied });
  for (const each of others) {
    for (const round of end.rounds) keepFacts(each, { task, end: round, unapplied });
  }
  if (end.isPredicted && end.status !== 'ok' && !isOnlyLooking(task)) {
    const worked =
      end.delegate === undefined ? actingHost(batch.play, state.host) : delegateOf(context, end.delegate);
    machines.of(worked).unapplied.last = title.name;
  }
  if (task.notify.length > 0) state.passed.add(title.name);
  const notified = mayHaveChanged(end) ? end.topics : [];
  for (const topic of notified) {
    notify(state, topic, { doubtfulAfter: end.status === 'unknown' ? title.name : undefined });
  }
  if (end.status === 'changed' && !end.isPredicted)
    await writeDownTopics(context, { isCheck: false }, notified);
  if (isBad(end) && !end.isIgnored && state.standing !== 'unreachable') {
    state.standing = end.status === 'failed' ? 'failed' : 'unreachable';
  }
  if (end.status === 'failed') rememberFailure(state, { context, end });
  reporter.emit({
    type: 'host-finished',
    taskId: title.id,
    host: state.host.name,
    delegate: end.delegate,
    outcome: outcomeOf({ ...end, isRescued: end.status === 'failed' && !end.isIgnored && isRescuable }),
    items: task.loop ? end.rounds.length : 0,
    notified: end.status === 'changed' ? notified : [],
  });
}

function delegateOf({ batch }: TaskContext, name: string): HostState['host'] {
  const host = findHost(name, batch.run.plan.inventory);
  if (!host) throw new TypeError(`${name} was found before`);
  return host;
}

/** What `rescue` and `always` can ask for, under Ansible's names. */
function rememberFailure(
  state: HostState,
  { context: { task, title }, end }: { readonly context: TaskContext<Task>; readonly end: Ended },
): void {
  const failedTask = { name: title.name, action: task.module.name };
  state.doubts.makeKnown(state.set, 'ansible_failed_task', failedTask);
  state.doubts.makeKnown(state.set, 'ansible_failed_result', end.result);
}
