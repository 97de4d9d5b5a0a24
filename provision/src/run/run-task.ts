import type { Task } from '../playbook/task.ts';
import type { TaskContext } from './context.ts';
import { isBad, unknownAfter } from './ended.ts';
import { evaluateNumber, evaluateSwitch, ifEvaluated } from './evaluate.ts';
import { isIn } from './host-state.ts';
import type { HostState } from './host-state.ts';
import { settle } from './settle.ts';
import { sideBySide } from './side-by-side.ts';
import { runOnHost } from './task-on-host.ts';
import type { HostEnd } from './task-on-host.ts';
import { evaluatorOf } from './variables.ts';
import { contextsOf } from './walk.ts';
import type { Walk } from './walk.ts';
import { isWanted } from './wanted.ts';

/** Runs a task on machines, side by side, and keeps what it came to. */
export async function runTask(task: Task, hosts: readonly HostState[], walk: Walk): Promise<void> {
  const contexts = contextsOf(task, task.module.name, { hosts, walk });
  const [first] = contexts;
  if (!first || !(await isWanted(first))) return;
  const { run } = walk.batch;
  run.reporter.emit({ type: 'task-started', task: first.title });
  const isOnce = setting(first, 'runOnce');
  const chosen = isOnce ? [first] : contexts;
  const others = isOnce ? hosts.filter((state) => state !== first.state) : [];
  await sideBySide(chosen, limitOf(first), async (context) => {
    const end = doubted(await runTaskOn(context), walk.doubtOf?.(context.state));
    await settle(context, end, { isRescuable: walk.isRescuable, others });
  });
  if (isOnce || isFatal(first)) spreadFailure(chosen);
}

/** `any_errors_fatal`: what takes one machine out takes out all of the batch. */
export function spreadFailure(contexts: readonly TaskContext[]): void {
  if (contexts.every(({ state }) => isIn(state))) return;
  for (const state of contexts.flatMap(({ batch }) => batch.hosts).filter(isIn)) state.standing = 'failed';
}

/** Whether a failure of the task is one of all machines. */
export function isFatal(context: TaskContext): boolean {
  return setting(context, 'anyErrorsFatal');
}

/** Runs a task on one machine; what it came to is not kept yet. */
export async function runTaskOn(context: TaskContext<Task>): Promise<HostEnd> {
  const { title, state, batch } = context;
  const { options, reporter, underWay } = batch.run;
  options.signal.throwIfAborted();
  reporter.emit({ type: 'host-started', taskId: title.id, host: state.host.name });
  const end = await underWay.during(state.host.name, title.name, () => runOnHost(context));
  // What failed after Ctrl-C most likely failed of it.
  if (isBad(end)) options.signal.throwIfAborted();
  return end;
}

/** What would do something, if it runs at all. */
function doubted(end: HostEnd, task: string | undefined): HostEnd {
  const isHarmless = end.status === 'ok' || end.status === 'skipped' || end.status === 'unknown';
  return task === undefined || isHarmless ? end : { ...end, ...unknownAfter(task, end.result) };
}

/** How many machines at once: `throttle`, and never more than the run's forks. */
function limitOf(context: TaskContext<Task>): number {
  const { forks } = context.batch.run.plan.mode;
  const throttle = ifEvaluated(() => evaluateNumber(context.task.throttle, evaluatorOf(context))) ?? 0;
  return throttle >= 1 ? Math.min(throttle, forks) : forks;
}

/** A setting of the task as a whole; what cannot be evaluated is as if it was not written. */
function setting(context: TaskContext, name: 'runOnce' | 'anyErrorsFatal'): boolean {
  return ifEvaluated(() => evaluateSwitch(context.task[name], evaluatorOf(context))) ?? false;
}
