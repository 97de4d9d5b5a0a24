import { LabError } from '../errors.ts';
import type { CheckName } from './names.ts';
import { failed } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** A part of the lab that can be looked at. */
export interface Check {
  readonly name: CheckName;
  /** What has to work for this to be worth looking at: looked at first, shown only when it was asked for. */
  readonly needs?: readonly CheckName[];
  /** A `LabError` that it throws is the cause of its failing. */
  readonly look: () => Promise<Verdict>;
}

/** A check and what came of it. */
export interface Checked {
  readonly name: CheckName;
  readonly verdict: Verdict;
}

/** What is heard of the checks while they run. */
export interface Watcher {
  /** Called once for each check, in their order. */
  readonly onVerdict: (checked: Checked) => void;
  /** Called with the checks that are not over whenever one is. */
  readonly onWaiting: (names: readonly CheckName[]) => void;
}

/**
 * Looks at everything side by side, at what others need first. Comes back with a verdict for each, in order.
 *
 * @throws the first error that is none of ours, and the reason of a signal that was aborted
 */
export async function runChecks(
  checks: readonly Check[],
  { wanted, watcher, signal }: { wanted: readonly CheckName[]; watcher: Watcher; signal: AbortSignal },
): Promise<readonly Checked[]> {
  const known = new Map(checks.map((check) => [check.name, check]));
  const verdicts = new Map<CheckName, Promise<Verdict>>();
  const verdictOf = (name: CheckName): Promise<Verdict> => {
    const begun = verdicts.get(name) ?? judge(name);
    verdicts.set(name, begun);
    return begun;
  };
  const judge = async (name: CheckName): Promise<Verdict> => {
    const check = known.get(name);
    if (!check) throw new RangeError(`there is no check ${name}`);
    for (const need of check.needs ?? []) {
      const verdict = await verdictOf(need);
      if (verdict.state === 'failed') return blockedBy(need, verdict, wanted);
      if (verdict.state === 'not installed') return verdict;
    }
    return look(check, signal);
  };
  const shown = checks.filter(({ name }) => wanted.includes(name)).map(({ name }) => name);
  const waiting = new Set(shown);
  watcher.onWaiting(shown);
  const begun = shown.map((name) =>
    verdictOf(name).then((verdict) => {
      waiting.delete(name);
      watcher.onWaiting([...waiting]);
      return { name, verdict };
    }),
  );
  const all = Promise.all(begun);
  // The first of them that rejects is told below; the others have nobody who waits.
  all.catch(() => {});
  const checked: Checked[] = [];
  for (const next of begun) {
    const one = await Promise.race([next, all.then(() => next)]);
    watcher.onVerdict(one);
    checked.push(one);
  }
  return checked;
}

async function look({ look: lookAt }: Check, signal: AbortSignal): Promise<Verdict> {
  try {
    const verdict = await lookAt();
    signal.throwIfAborted();
    return verdict;
  } catch (error) {
    if (signal.aborted || !(error instanceof LabError)) throw error;
    return failed({ what: error.message, mend: error.hint });
  }
}

/** The cause is told once: where what blocks is not shown, by this check. */
function blockedBy(
  need: CheckName,
  verdict: Extract<Verdict, { state: 'failed' }>,
  wanted: readonly CheckName[],
): Verdict {
  return wanted.includes(need) ? failed({ what: `not looked at, for ${need} does not work` }) : verdict;
}
