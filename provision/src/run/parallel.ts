import type { Parallel, Task } from '../playbook/task.ts';
import type { TaskContext } from './context.ts';
import type { HostState } from './host-state.ts';
import { isFatal, runTaskOn, spreadFailure } from './run-task.ts';
import { settle } from './settle.ts';
import { sideBySide } from './side-by-side.ts';
import { contextsOf } from './walk.ts';
import type { Walk } from './walk.ts';
import { isWanted } from './wanted.ts';

/**
 * Runs tasks at the same time on each machine. They do not see each other's registers; what they leave is kept, and
 * reported, in the order in which they are written.
 */
export async function runParallel(
  { tasks }: Parallel,
  hosts: readonly HostState[],
  walk: Walk,
): Promise<void> {
  const { run } = walk.batch;
  const rows: (readonly TaskContext<Task>[])[] = [];
  for (const task of tasks) {
    const row = contextsOf(task, task.module.name, { hosts, walk });
    if (row[0] && (await isWanted(row[0]))) rows.push(row);
  }
  for (const [first] of rows) if (first) run.reporter.emit({ type: 'task-started', task: first.title });
  await sideBySide([...hosts.keys()], run.plan.mode.forks, async (column) => {
    const contexts = rows.flatMap((row) => row[column] ?? []);
    const ends = await sideBySide(contexts, contexts.length, runTaskOn);
    for (const [index, context] of contexts.entries()) {
      const end = ends[index];
      if (end) await settle(context, end, { isRescuable: walk.isRescuable });
    }
  });
  for (const row of rows) if (row.some(isFatal)) spreadFailure(row);
}
