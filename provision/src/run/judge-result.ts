import type { Condition } from '../expression/condition.ts';
import type { Task } from '../playbook/task.ts';
import { ended } from './ended.ts';
import type { Ended } from './ended.ts';
import { EvaluationError, holds } from './evaluate.ts';
import type { Evaluator } from './evaluate.ts';

/** The variables of a task with its own register in them. */
export type OverWith = (result: Ended['result']) => Evaluator;

/** What `changed_when` and `failed_when` make of an end. They see the task's own register. */
export function judgeResult(end: Ended, task: Task, overWith: OverWith): Ended {
  if (end.status !== 'ok' && end.status !== 'changed' && end.status !== 'failed') return end;
  const seen = judgeChange(end, task, overWith);
  const isFailed = judge(task.failedWhen, seen, overWith);
  if (isFailed === undefined) return seen;
  const status = isFailed ? 'failed' : seen.result['changed'] === true ? 'changed' : 'ok';
  return ended(status, { ...seen.result, failed_when_result: isFailed }, seen);
}

function judgeChange(end: Ended, { changedWhen }: Task, overWith: OverWith): Ended {
  const changed = judge(changedWhen, end, overWith);
  if (changed === undefined) return end;
  const status = end.status === 'failed' ? 'failed' : changed ? 'changed' : 'ok';
  return ended(status, { ...end.result, changed }, end);
}

/** undefined: there is no condition, or it asks for what check mode did not predict; then the prediction stands. */
function judge(condition: Condition | undefined, end: Ended, overWith: OverWith): boolean | undefined {
  if (!condition) return undefined;
  try {
    return holds(condition, overWith(end.result));
  } catch (error) {
    if (end.isPredicted && error instanceof EvaluationError) return undefined;
    throw error;
  }
}
