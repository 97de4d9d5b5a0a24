import type { Findings, Share } from '../../traffic/findings.ts';
import { judged } from '../verdict.ts';
import type { Cause, Verdict } from '../verdict.ts';

/** Whether new sessions are split as lab.yml says, within what chance allows. */
export function checkWeights({ sessions, split }: Findings, mend: string): Verdict {
  const causes = split
    .filter(({ isHeld }) => !isHeld)
    .map((share) => ({
      what: `${shareText(share)} of ${sessions} sessions began with ${share.release}, lab.yml says ${share.configuredPercent} %`,
      mend,
    }));
  const seen = split.map((share) => `${share.release} ${shareText(share)}`).join(', ');
  const said = split.map(({ configuredPercent }) => configuredPercent).join('/');
  return judged(causes, `${seen} of ${sessions} sessions, lab.yml says ${said}`);
}

/** Whether sessions stay with the release that they got. `cookie` tells whether a new session is given the cookie. */
export async function checkStickiness(
  { sticky }: Findings,
  { cookie, mend }: { readonly cookie: () => Promise<Cause | undefined>; readonly mend: string },
): Promise<Verdict> {
  const changed = sticky.of - sticky.held;
  if (changed === 0) return judged([], `all of ${sticky.of} sessions stayed with their release`);
  const why = await cookie();
  const what = `${changed} of ${sticky.of} sessions were answered by more than one release`;
  return judged([{ what, mend: why === undefined ? mend : undefined }, ...(why ? [why] : [])], '');
}

/** Whether every request was answered, by app and model-service of one release. */
export function checkPairing({ answered, paired }: Findings, mend: string): Verdict {
  const lost = answered.of - answered.held;
  const astray = paired.of - paired.held;
  const causes: readonly Cause[] = [
    ...(lost === 0
      ? []
      : [{ what: `${lost} of ${answered.of} requests were not answered by a release`, mend }]),
    ...(astray === 0
      ? []
      : [{ what: `${astray} of ${paired.of} answers came from a model-service of another release`, mend }]),
  ];
  return judged(causes, `all of ${paired.of} answers from their own model-service`);
}

function shareText({ observedPercent }: Share): string {
  return `${observedPercent.toFixed(1)} %`;
}
