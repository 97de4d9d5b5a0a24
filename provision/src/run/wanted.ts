import type { TaskContext } from './context.ts';

/** Whether the user wants a task, where they are asked before each (`--step`). @throws the signal's reason after Ctrl-C */
export async function isWanted({ title, batch }: TaskContext): Promise<boolean> {
  const { confirm, signal } = batch.run.options;
  const wanted = (await confirm?.(title)) ?? true;
  signal.throwIfAborted();
  return wanted;
}
