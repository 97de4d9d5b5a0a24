import type { Task } from '../playbook/task.ts';
import type { MetaAction } from '../modules/meta/meta.ts';
import { actingHost } from './acting-host.ts';
import type { TaskContext } from './context.ts';
import { isBad } from './ended.ts';
import { flushHandlers } from './flush-handlers.ts';
import { isIn } from './host-state.ts';
import type { HostState } from './host-state.ts';
import { settle } from './settle.ts';
import { runOnHost } from './task-on-host.ts';
import { contextsOf } from './walk.ts';
import type { Walk } from './walk.ts';

/**
 * A word to the engine. As in Ansible it is no task in reports, unless its condition cannot be evaluated. What concerns
 * the play or the batch happens when the condition holds on any machine.
 */
export async function runMeta(task: Task, hosts: readonly HostState[], walk: Walk): Promise<void> {
  const told = new Map<HostState, MetaAction>();
  for (const context of contextsOf(task, 'meta', { hosts, walk })) {
    const action = await actionOf(context, walk);
    if (action !== undefined) told.set(context.state, action);
  }
  const [action] = told.values();
  if (action !== undefined) await obey(action, [...told.keys()], walk);
}

async function actionOf(context: TaskContext<Task>, walk: Walk): Promise<MetaAction | undefined> {
  const end = await runOnHost(context);
  if (isBad(end) || end.status === 'unknown') {
    await settle(context, end, { isRescuable: walk.isRescuable });
    return undefined;
  }
  return end.result['meta'] as MetaAction | undefined;
}

async function obey(action: MetaAction, hosts: readonly HostState[], walk: Walk): Promise<void> {
  const { machines, states, reporter } = walk.batch.run;
  switch (action) {
    case 'noop':
      return;
    case 'flush_handlers':
      return flushHandlers(hosts, walk);
    case 'clear_facts':
      for (const state of hosts) state.facts = undefined;
      return;
    case 'clear_host_errors':
      for (const state of states.values()) {
        if (state.standing === 'failed' || state.standing === 'unreachable') state.standing = 'in';
      }
      return;
    case 'end_host':
      for (const state of hosts) state.standing = 'ended';
      return;
    case 'end_play':
      walk.progress.isPlayEnded = true;
      endAll(walk);
      return;
    case 'end_batch':
      endAll(walk);
      return;
    case 'reset_connection':
      for (const { host } of hosts) {
        const { connection } = machines.of(actingHost(walk.batch.play, host));
        await connection.reset();
        machines.facts.forget(connection.host);
      }
      return;
    case 'refresh_inventory':
      reporter.emit({
        type: 'note',
        host: undefined,
        text: 'the inventory is read once for a run: refresh_inventory does nothing',
      });
  }
}

function endAll({ batch }: Walk): void {
  for (const state of batch.hosts.filter(isIn)) state.standing = 'ended';
}
