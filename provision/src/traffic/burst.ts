import type { Promised } from '../targets/local/promised.ts';
import { send } from './send.ts';
import type { Answer, Target } from './send.ts';

/** A limit as it is promised. */
export type Limit = NonNullable<Promised['limit']>;

/** What became of a burst of requests by one client. */
export interface BurstFindings {
  readonly limit: Limit;
  /** How many requests were served before the first that was refused. */
  readonly served: number;
  /** Whether those are as many as were promised, and no more than came back while they were sent. */
  readonly isCountHeld: boolean;
  /** The headers of the refusal that tell a client how to behave. */
  readonly refusal: Readonly<Record<string, string>> | undefined;
  /** Undefined where there is no other client: one bucket for all, or clients told apart by address. */
  readonly isOtherServed: boolean | undefined;
  readonly isTokenBack: boolean;
  readonly isHeld: boolean;
}

const TOLD = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'retry-after'];
/** Later than the moment at which the token is back, for clocks and timers are not exact. */
const MARGIN_MS = 150;

/** How a burst is sent. */
export interface BurstOptions {
  /** The client's: no other run has used it. */
  readonly name: string;
  readonly wait: (durationMs: number) => Promise<void>;
  /** @default performance.now */
  readonly nowMs?: () => number;
}

/** Sends requests as one client until one is refused, asks as another client, and waits for a token to come back. */
export async function burst(
  target: Target,
  limit: Limit,
  { name, wait, nowMs = () => performance.now() }: BurstOptions,
): Promise<BurstFindings> {
  const { userHeader, tokens, refillMs, isPerClient } = limit;
  const ask = (client: string): Promise<Answer> =>
    send(target, { method: 'GET', path: '/', headers: userHeader === null ? {} : { [userHeader]: client } });
  const startMs = nowMs();
  let served = 0;
  let refusal: Answer | undefined;
  // A few more than there are tokens, or a limit that does not work would be asked for ever.
  for (let index = 0; index < tokens + 5 && !refusal; index++) {
    const answer = await ask(name);
    if (answer.status === 429) refusal = answer;
    else served += 1;
  }
  // A lab that takes its time gives tokens back meanwhile.
  const mostSoFar = () => tokens + Math.floor((nowMs() - startMs) / refillMs);
  const isCountHeld = refusal !== undefined && served >= tokens && served <= mostSoFar();
  const hasOther = isPerClient && userHeader !== null;
  const isOtherServed = hasOther ? (await ask(`${name}-other`)).status === 200 : undefined;
  await wait(refillMs + MARGIN_MS);
  const back = await ask(name);
  const next = await ask(name);
  const isTokenBack = back.status === 200 && (next.status === 429 || served + 2 <= mostSoFar());
  return {
    limit,
    served,
    isCountHeld,
    refusal: refusal && toldBy(refusal),
    isOtherServed,
    isTokenBack,
    isHeld: isCountHeld && isOtherServed !== false && isTokenBack,
  };
}

function toldBy({ headers }: Answer): Readonly<Record<string, string>> {
  return Object.fromEntries(
    TOLD.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
  );
}
