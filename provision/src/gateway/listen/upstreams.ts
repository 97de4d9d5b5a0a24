import { Agent } from 'node:http';

import type { Clock } from '../clock.ts';
import { Balancer } from '../upstream/balancer.ts';
import type { EndpointRegistry } from '../upstream/endpoint-registry.ts';
import type { Upstreams } from '../upstream/forward.ts';

// We let go of an idle connection before anybody who drains closes it (service-kit: 2 s).
const IDLE_TIMEOUT_MS = 1000;

/** How long a request waits for an endpoint that is being restarted. */
const HOLD_MS = 5000;

/** What the ways to the endpoints are made of. */
export interface UpstreamsOptions {
  readonly endpoints: EndpointRegistry;
  readonly clock: Clock;
  readonly random: () => number;
  /** @default 5_000 */
  readonly holdMs?: number | undefined;
}

/** The ways of one proxy to its endpoints: connections of its own, and its own idea of who is healthy. */
export function createUpstreams({ endpoints, clock, random, holdMs = HOLD_MS }: UpstreamsOptions): Upstreams {
  return {
    registry: endpoints,
    balancer: new Balancer(endpoints, clock),
    agent: new Agent({ keepAlive: true, timeout: IDLE_TIMEOUT_MS }),
    clock,
    random,
    holdMs,
  };
}
