import { once } from '../cluster/once.ts';
import type { Lab } from '../lab/schema.ts';
import type { Promised } from '../targets/local/promised.ts';
import { burst } from '../traffic/burst.ts';
import type { BurstFindings, Limit } from '../traffic/burst.ts';
import { findingsOf } from '../traffic/findings.ts';
import type { Findings } from '../traffic/findings.ts';
import { runVisits } from '../traffic/run-visits.ts';
import type { Target } from '../traffic/send.ts';
import { visit } from '../traffic/visitor.ts';
import type { Visit } from '../traffic/visitor.ts';
import { whereAsked } from './asked.ts';
import { checkApp } from './checks/app.ts';
import { missingCookie } from './checks/cookie.ts';
import { checkLimit } from './checks/limit.ts';
import { checkPairing, checkStickiness, checkWeights } from './checks/sessions.ts';
import type { CheckName } from './names.ts';
import type { Check } from './run-checks.ts';
import { inTurn } from './in-turn.ts';
import { notAsked } from './verdict.ts';

/** A lab that visitors come to, and what is expected of it. */
export interface VisitorGround {
  readonly lab: Lab;
  /** What lab.yml promises; a limit of null where nobody limits. */
  readonly promised: Promised;
  /** Why nobody routes, so that there are no weights, no cookie and no limit; undefined where somebody does. */
  readonly unrouted: string | undefined;
  readonly target: () => Promise<Target>;
  /** What has to work before the app is asked. */
  readonly needs: readonly CheckName[];
  /** Begins the names of all visitors: no other run has used it, so that every bucket is full. */
  readonly name: string;
  /** What to do where nobody answers. */
  readonly mendAbsence: string;
  /** What to do where routing is not as lab.yml says. */
  readonly mendRouting: string;
  readonly lookAt: (release: string) => string;
  readonly wait: (durationMs: number) => Promise<void>;
  readonly onProgress: (text: string) => void;
  readonly stop: AbortSignal;
}

/** With so many, a share of 10 % that is honest lies within 3.8 points of it but once in 16,000 runs. */
const SESSIONS = 1_000;
/** Where no share is to be judged. */
const FEW_SESSIONS = 100;
/** The second shows whether the session stays. */
const REQUESTS = 2;

/** The checks that need nothing but visitors; the app comes first, then weights, stickiness, pairing, the limit. */
export function visitorChecks(ground: VisitorGround): readonly Check[] {
  const { lab, promised, unrouted, mendRouting: mend, name } = ground;
  const client = (who: string) => {
    const header = promised.limit?.userHeader ?? null;
    return header === null ? {} : { [header]: `${name}-${who}` };
  };
  // A burst among visitors would be slowed down by them, and its bucket filled again meanwhile.
  const turn = inTurn();
  const visits = once(() => turn(() => visitsOf(ground)));
  const pairs = once(() => (isShared(promised.limit) ? turn(() => pairsOf(ground)) : visits()));
  const routed = (...all: readonly Check[]) => whereAsked(unrouted === undefined, unrouted ?? '', all);
  const needs = ['app'] as const;
  return [
    {
      name: 'app',
      needs: ground.needs,
      look: async () =>
        checkApp({
          target: await ground.target(),
          lab,
          isRouted: unrouted === undefined,
          client: client('app'),
          mend: ground.mendAbsence,
          lookAt: ground.lookAt,
        }),
    },
    ...routed(
      { name: 'weights', needs, look: async () => checkWeights(await visits(), mend) },
      {
        name: 'stickiness',
        needs,
        look: async () => {
          const cookie = async () => missingCookie(await ground.target(), lab.routing, client('cookie'));
          return checkStickiness(await visits(), { cookie, mend });
        },
      },
    ),
    { name: 'pairing', needs, look: async () => checkPairing(await pairs(), mend) },
    ...routed({
      name: 'limit',
      needs,
      look: async () => {
        const { limit } = promised;
        if (limit === null) return notAsked('nothing is limited');
        return turn(async () => checkLimit(await burstOf(ground, limit), mend));
      },
    }),
  ];
}

/** Where clients share a bucket, visitors ask for nothing that names a model-service: each release is asked once. */
async function pairsOf({ lab, target }: VisitorGround): Promise<Findings> {
  const seen: Visit[] = [];
  for (const release of Object.keys(lab.releases)) {
    const headers = { [lab.routing.version_header]: release };
    seen.push(await visit(await target(), { requests: 1, wish: 'verdict', headers }));
  }
  return findingsOf(seen, new Map());
}

/** Whether all clients of this computer drain one bucket. */
function isShared(limit: Limit | null): boolean {
  return limit !== null && limit.userHeader === null;
}

async function burstOf({ lab, target, name, wait }: VisitorGround, limit: Limit): Promise<BurstFindings> {
  // A request to the page, and two to each release, have taken from a bucket that is shared.
  if (isShared(limit)) await wait((1 + 2 * Object.keys(lab.releases).length) * limit.refillMs);
  return burst(await target(), limit, { name: `${name}-burst`, wait });
}

/** @throws {NoAnswerError} where the lab does not answer, and the reason of the signal that stopped it */
async function visitsOf(ground: VisitorGround): Promise<Findings> {
  const { promised, unrouted, target, name, onProgress, stop } = ground;
  const sessions = unrouted === undefined ? SESSIONS : FEW_SESSIONS;
  const given = { promised, sessions, requests: REQUESTS, name, onProgress, stop };
  const findings = await runVisits(await target(), given);
  if (findings) return findings;
  throw stop.reason as Error;
}
