import type { BurstFindings } from '../../traffic/burst.ts';
import { judged } from '../verdict.ts';
import type { Cause, Verdict } from '../verdict.ts';

/** Whether a burst was limited as lab.yml says. */
export function checkLimit(
  { limit, served, isCountHeld, refusal, isOtherServed, isTokenBack }: BurstFindings,
  mend: string,
): Verdict {
  const { tokens, refillMs } = limit;
  const seconds = refillMs / 1000;
  if (!refusal) {
    const what = `${served} requests at once were served and none refused, lab.yml says ${tokens}`;
    return judged([{ what, mend }], '');
  }
  const whats = [
    ...(isCountHeld ? [] : [`request ${served + 1} was refused, lab.yml says ${tokens + 1}`]),
    ...(isOtherServed === false ? ['another client was refused meanwhile: the bucket is not its own'] : []),
    ...(isTokenBack ? [] : [`after ${seconds} s it was not as if one token had come back`]),
  ];
  const other = isOtherServed === true ? ', another client was not' : '';
  return judged(
    whats.map((what): Cause => ({ what, mend })),
    `request ${served + 1} was refused${other}, one token back after ${seconds} s`,
  );
}
