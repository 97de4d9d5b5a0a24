import type { Agent, IncomingMessage, ServerResponse } from 'node:http';

import type { HeaderField } from '../../routing/schema/header-operations.ts';
import type { Retries } from '../../routing/table.ts';
import type { Cluster } from '../../routing/view/cluster.ts';
import { effectiveRetries } from '../../routing/envoy/retry-policy.ts';
import { pause } from '../clock.ts';
import type { Clock } from '../clock.ts';
import { attempt } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import type { Balancer, Taken } from './balancer.ts';
import type { Endpoint, EndpointRegistry } from './endpoint-registry.ts';

/** What a proxy sends requests with. */
export interface Upstreams {
  readonly balancer: Balancer;
  readonly registry: EndpointRegistry;
  readonly agent: Agent;
  readonly clock: Clock;
  readonly random: () => number;
  /** How long a request waits for an endpoint that is being restarted; only where nothing of it has left. */
  readonly holdMs: number;
}

/** A request on its way to a cluster. */
export interface Dispatch {
  readonly cluster: Cluster;
  readonly downstream: { readonly request: IncomingMessage; readonly response: ServerResponse };
  readonly target: string;
  readonly retries: Retries | undefined;
  readonly headersFor: (attempt: number) => readonly HeaderField[];
  /** Ends everything: the client went away, or the time of the route is up. */
  readonly signal: AbortSignal;
  /** Called when the whole request has been handed over to an endpoint. */
  readonly onSent: () => void;
}

/** What all tries came to. With `answered`, `taken` is to be released when the answer is over. */
export type Dispatched =
  | (Attempt & { readonly kind: 'answered' } & { readonly taken: Taken; readonly attempts: number })
  | {
      readonly kind: 'unavailable' | 'unreachable' | 'broken' | 'aborted' | 'try-timeout';
      readonly endpoint: Endpoint | undefined;
      readonly attempts: number;
    };

// Envoy's back-off: at random up to base × 2ⁿ⁻¹, at most ten times the base.
const BACKOFF_BASE_MS = 25;

// While a dead process has not been noticed yet, connections are refused: so often it is looked again.
const LOOK_AGAIN_MS = 100;

/** Sends a request to an endpoint of a cluster, and again where nothing of it had left. */
export async function dispatch(upstreams: Upstreams, request: Dispatch): Promise<Dispatched> {
  const { clock } = upstreams;
  const retries = effectiveRetries(request.retries);
  const isRetried = retries.retryOn.some(
    (word) => word === 'connect-failure' || word === 'reset-before-request',
  );
  const heldUntilMs = clock.now() + upstreams.holdMs;
  const failed: Endpoint[] = [];
  for (let attempts = 0; ;) {
    const taken = upstreams.balancer.take(request.cluster, failed);
    const isHeld = clock.now() < heldUntilMs && !request.signal.aborted;
    if (request.signal.aborted) return { kind: 'aborted', endpoint: failed.at(-1), attempts };
    if (typeof taken === 'string') {
      if (taken === 'all-ejected' || !isHeld) return { kind: 'unavailable', endpoint: undefined, attempts };
      await change(upstreams, heldUntilMs - clock.now(), request.signal);
      continue;
    }
    attempts++;
    const result = await tryOnce(upstreams, request, {
      taken,
      attempts,
      perTryTimeoutMs: retries.perTryTimeoutMs,
    });
    if (result.kind === 'answered') return { ...result, taken, attempts };
    if (result.kind !== 'unsent') return { kind: result.kind, endpoint: taken.endpoint, attempts };
    failed.push(taken.endpoint);
    if (isRetried && attempts <= retries.attempts) {
      const base = retries.backoffMs ?? BACKOFF_BASE_MS;
      const delayMs = upstreams.random() * Math.min(base * 2 ** (attempts - 1), base * 10);
      await pause(delayMs, { clock, signal: request.signal });
    } else if (isHeld) await change(upstreams, LOOK_AGAIN_MS, request.signal);
    else return { kind: 'unreachable', endpoint: taken.endpoint, attempts };
  }
}

type Tried = Exclude<Attempt, { kind: 'aborted' }> | { readonly kind: 'aborted' | 'try-timeout' };

async function tryOnce(
  upstreams: Upstreams,
  request: Dispatch,
  {
    taken,
    attempts,
    perTryTimeoutMs,
  }: { taken: Taken; attempts: number; perTryTimeoutMs: number | undefined },
): Promise<Tried> {
  const ending = new AbortController();
  const end = () => ending.abort();
  request.signal.addEventListener('abort', end, { once: true });
  let isTryOver = false;
  let cancel = () => {};
  const startTimer = () => {
    if (perTryTimeoutMs === undefined) return;
    cancel = upstreams.clock.after(perTryTimeoutMs, () => {
      isTryOver = true;
      end();
    });
  };
  const result = await attempt({
    endpoint: taken.endpoint,
    agent: upstreams.agent,
    downstream: request.downstream,
    target: request.target,
    headers: request.headersFor(attempts),
    signal: ending.signal,
    onSent: () => {
      startTimer();
      request.onSent();
    },
  });
  cancel();
  if (result.kind === 'answered') return result;
  request.signal.removeEventListener('abort', end);
  const isClientGone = result.kind === 'aborted' && !isTryOver;
  taken.release(isClientGone ? undefined : isTryOver ? 504 : 503);
  return result.kind === 'aborted' && isTryOver ? { kind: 'try-timeout' } : result;
}

/** Waits until an endpoint has changed, at most so long. */
async function change({ registry, clock }: Upstreams, mostMs: number, signal: AbortSignal): Promise<void> {
  const changed = new AbortController();
  const stop = registry.onChange(() => changed.abort());
  await pause(mostMs, { clock, signal: AbortSignal.any([signal, changed.signal]) });
  stop();
}
