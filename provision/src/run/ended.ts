import type { Diff, Result } from '../modules/decision.ts';
import type { Status } from './event.ts';

/** How a task, an item of its loop or one try of it ended on a machine, before reports see it. */
export interface Ended {
  readonly status: Status;
  /** As `register` keeps it: with `changed`, `failed` and `skipped`. */
  readonly result: Result;
  readonly diff: readonly Diff[];
  /** Why it was skipped, or which task it hangs on. */
  readonly reason?: string | undefined;
  /** In check mode: the machine was not changed, though a run would. */
  readonly isPredicted: boolean;
}

/** The end of something with a status. What the result says of itself stays, as far as the status allows. */
export function ended(
  status: Status,
  result: Result,
  rest: Partial<Pick<Ended, 'diff' | 'reason' | 'isPredicted'>> = {},
): Ended {
  return {
    status,
    result: { ...result, changed: status === 'changed' || result['changed'] === true, ...marksOf(status) },
    diff: rest.diff ?? [],
    reason: rest.reason,
    isPredicted: rest.isPredicted ?? false,
  };
}

/** A failure with a message. */
export function failure(msg: string): Ended {
  return ended('failed', { msg });
}

/** In check mode: what it would do hangs on a task that was not applied. */
export function unknownAfter(task: string, result: Result = {}): Ended {
  return ended('unknown', result, { reason: `after ${task}` });
}

/** Always there, so that a condition can ask for them without asking first whether they are there. */
function marksOf(status: Status) {
  return {
    failed: status === 'failed',
    skipped: status === 'skipped',
    unreachable: status === 'unreachable',
  };
}

/** Whether the machine leaves the play for it, unless somebody cares. */
export function isBad({ status }: Pick<Ended, 'status'>): boolean {
  return status === 'failed' || status === 'unreachable';
}
