import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Destination } from '../routing/table.ts';
import type { Cluster } from '../routing/view/cluster.ts';
import type { Exchange } from './exchange.ts';
import type { Limiter } from './limit/limiter.ts';
import type { Router } from './match/router.ts';
import type { Outcome } from './outcome.ts';
import type { Upstreams } from './upstream/forward.ts';

/** What makes a proxy: the gateway's and every sidecar's differ only in this. */
export interface ProxyOptions {
  /** For logs. */
  readonly name: string;
  readonly clusterOf: (destination: Destination) => Cluster;
  readonly router: Router;
  readonly upstreams: Upstreams;
  /** Undefined inside the mesh. */
  readonly edge: { readonly limiter: Limiter | undefined; readonly trustedHops: number } | undefined;
  readonly makeId: () => string;
  /** Called once for every request, when it is over. */
  readonly onExchange: (exchange: Exchange) => void;
}

/** A request that is being answered. */
export interface Answering {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly address: string;
  readonly requestId: string;
  readonly startedAtMs: number;
}

/** What is known of a request when it is over. */
export type Ended = Outcome &
  Partial<Pick<Exchange, 'route' | 'cluster' | 'service' | 'endpoint' | 'attempts'>>;
