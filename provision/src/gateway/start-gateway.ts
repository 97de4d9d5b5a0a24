import { randomUUID } from 'node:crypto';

import type { RouteTable } from '../routing/table.ts';
import { clusterFinder } from '../routing/view/cluster.ts';
import { viewOf } from '../routing/view/proxy-view.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { Exchange } from './exchange.ts';
import { Limiter } from './limit/limiter.ts';
import { listen } from './listen/listener.ts';
import type { Listening } from './listen/listener.ts';
import { createUpstreams } from './listen/upstreams.ts';
import { createRouter } from './match/router.ts';
import { createMeshMetrics } from './metrics/mesh-metrics.ts';
import type { MeshMetrics } from './metrics/mesh-metrics.ts';
import { listenForScrapes } from './metrics/metrics-listener.ts';
import { handle } from './proxy.ts';
import type { EndpointRegistry } from './upstream/endpoint-registry.ts';

/** What the gateway and the sidecars are started with alike. */
export interface ProxyStart {
  /** From `parseRouting`, without problems. */
  readonly table: RouteTable;
  readonly endpoints: EndpointRegistry;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Share one among all proxies of a lab. @default one of its own */
  readonly metrics?: MeshMetrics;
  /** From 0 to 1 (exclusive). @default Math.random */
  readonly random?: () => number;
  /** @default the system's */
  readonly clock?: Clock;
  /** How long a request waits for an endpoint that is being restarted. @default 5_000 */
  readonly holdMs?: number;
  /** Called for each request when it is over. */
  readonly onExchange?: (exchange: Exchange) => void;
}

/** What the gateway is started with. */
export interface GatewayStart extends ProxyStart {
  /** Further names (lower case, no port) for hosts of the table: `{ localhost: 'app.remla.local' }`. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Serve the metrics on this port (0: any free one), too. */
  readonly metricsPort?: number;
}

/** A gateway that listens. */
export interface Gateway extends Listening {
  readonly metrics: MeshMetrics;
  /** Undefined where no port was asked for. */
  readonly metricsUrl: string | undefined;
}

// As Istio labels its ingress gateway's pods.
const GATEWAY_LABELS = { app: 'istio-ingressgateway' };

/** Starts the public gateway: the routes of the table's Gateways, and the limit before them. */
export async function startGateway(options: GatewayStart): Promise<Gateway> {
  const { table, endpoints, host, port, aliases = {}, metricsPort } = options;
  const { metrics = createMeshMetrics(), random = Math.random, clock = systemClock } = options;
  const upstreams = createUpstreams({ endpoints, clock, random, holdMs: options.holdMs });
  const limiter = table.rateLimit && new Limiter(table.rateLimit, { random, nowMs: clock.now() });
  const proxy = {
    name: 'gateway',
    clusterOf: clusterFinder(table),
    router: createRouter(viewOf(table, { kind: 'gateway' }), aliases),
    upstreams,
    edge: { limiter, trustedHops: table.trustedHops },
    makeId: randomUUID,
    onExchange: (exchange: Exchange) => {
      metrics.record(GATEWAY_LABELS, exchange);
      options.onExchange?.(exchange);
    },
  };
  const listening = await listen({ host, port, clock, handle: (...exchange) => handle(proxy, ...exchange) });
  const scrapes =
    metricsPort === undefined
      ? undefined
      : await listenForScrapes({ registry: metrics.registry, host, port: metricsPort, clock }).catch(
          async (error: unknown) => {
            await listening.close({ idleMs: 0 });
            throw error;
          },
        );
  return {
    ...listening,
    metrics,
    metricsUrl: scrapes && `${scrapes.url}/metrics`,
    close: async (closing) => {
      await listening.close(closing);
      upstreams.agent.destroy();
      await scrapes?.close({ idleMs: 0 });
    },
  };
}
