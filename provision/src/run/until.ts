import type { Task } from '../playbook/task.ts';
import { attempt } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import { pause } from './clock.ts';
import { ended } from './ended.ts';
import type { Ended } from './ended.ts';
import { evaluateNumber, holds } from './evaluate.ts';
import type { Evaluator } from './evaluate.ts';
import { judgeResult } from './judge-result.ts';
import type { OverWith } from './judge-result.ts';

/** One try after the other, until it is good or there were enough. `overWith` gives the variables with its own register. */
export async function attemptUntil(
  what: Attempt,
  {
    overWith,
    onRetry,
  }: {
    readonly overWith: OverWith;
    readonly onRetry: (end: Ended, attempt: number, of: number) => void;
  },
): Promise<Ended> {
  const { context, site, over, signal } = what;
  const { task, batch } = context;
  const retries = task.until ? (evaluateNumber(task.until.retries, over) ?? 0) : 0;
  for (let tries = 1; ; tries += 1) {
    const once = await attempt(what);
    const end = judgeResult(once, task, overWith);
    if (!task.until || end.status === 'skipped' || end.status === 'unknown' || end.isPredicted) return end;
    if (isGood(end, task.until, overWith(end.result))) return withResult(end, { attempts: tries });
    if (tries > retries) return ended('failed', { ...end.result, attempts: retries }, end);
    onRetry(withResult(end, { attempts: tries }), tries, retries);
    // What it waits for is not of our making: nothing that was known before says anything now.
    batch.run.machines.facts.forget(site.machine.connection.host);
    const delaySeconds = evaluateNumber(task.until.delay, over) ?? 0;
    await pause(delaySeconds * 1000, { clock: batch.run.options.clock, signal });
  }
}

function isGood(end: Ended, { condition }: NonNullable<Task['until']>, over: Evaluator): boolean {
  return condition ? holds(condition, over) : end.status !== 'failed';
}

function withResult(end: Ended, fields: Readonly<Record<string, unknown>>): Ended {
  return { ...end, result: { ...end.result, ...fields } };
}
