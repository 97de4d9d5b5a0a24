/** What a task came to on a machine: the words in which both engines agree. */
export type TaskStatus = 'ok' | 'changed' | 'failed' | 'skipped' | 'unreachable';

/** `TASK@MACHINE` and what it came to, in the order in which they ran; a task in a loop of includes stands several times. */
export interface RunResult {
  readonly statuses: readonly (readonly [task: string, status: TaskStatus])[];
  readonly exitCode: number;
  readonly output: string;
}

/** The statuses of one case, without its prefix, by `TASK@MACHINE`, in order of names: machines run side by side. */
export function statusesOf(result: RunResult, prefix: string): readonly string[] {
  return result.statuses
    .filter(([task]) => task.startsWith(prefix))
    .map(([task, status]) => `${task.slice(prefix.length)} ${status}`)
    .sort();
}
