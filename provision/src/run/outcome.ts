import type { Ended } from './ended.ts';
import type { TaskOutcome } from './event.ts';

const CENSORED = 'hidden: the task has `no_log`';

/** An end as reports get it: with `no_log` nothing but how it ended. */
export function outcomeOf(
  end: Ended & {
    readonly isHidden: boolean;
    readonly isIgnored?: boolean;
    readonly isRescued?: boolean;
    readonly durationMs?: number;
    readonly roundTrips?: number;
  },
): TaskOutcome {
  const { status, isHidden } = end;
  return {
    status,
    result: isHidden
      ? { censored: CENSORED, changed: end.result['changed'], failed: status === 'failed' }
      : end.result,
    diff: isHidden ? [] : end.diff,
    isIgnored: end.isIgnored ?? false,
    isRescued: end.isRescued ?? false,
    reason: end.reason,
    durationMs: end.durationMs ?? 0,
    roundTrips: end.roundTrips ?? 0,
  };
}
