import { randomUUID } from 'node:crypto';

import type { Labels } from '../routing/schema/object-meta.ts';
import { clusterFinder } from '../routing/view/cluster.ts';
import { viewOf } from '../routing/view/proxy-view.ts';
import { serviceOf } from '../routing/host.ts';
import { systemClock } from './clock.ts';
import type { Exchange } from './exchange.ts';
import { listen } from './listen/listener.ts';
import type { Listening } from './listen/listener.ts';
import { createUpstreams } from './listen/upstreams.ts';
import { createRouter } from './match/router.ts';
import { createMeshMetrics } from './metrics/mesh-metrics.ts';
import { handle } from './proxy.ts';
import type { ProxyStart } from './start-gateway.ts';

/** What a sidecar is started with. */
export interface SidecarStart extends ProxyStart {
  /** Labels of the pod that it would sit beside: `{ app: 'app', version: 'v1' }`. */
  readonly sourceLabels: Labels;
  /** The service that callers mean, whatever they call it: `model-service.lab.svc.cluster.local`. */
  readonly service: string;
}

/** Starts the way out of one workload to one service, with the routes that Istio would give to its sidecar. */
export async function startSidecar(options: SidecarStart): Promise<Listening> {
  const { table, endpoints, host, port, sourceLabels, service } = options;
  const { metrics = createMeshMetrics(), random = Math.random, clock = systemClock } = options;
  const upstreams = createUpstreams({ endpoints, clock, random, holdMs: options.holdMs });
  const namespace = serviceOf(service)?.namespace ?? 'default';
  const proxy = {
    name: `sidecar ${Object.values(sourceLabels).join(' ')}`,
    clusterOf: clusterFinder(table),
    router: createRouter(viewOf(table, { kind: 'sidecar', labels: sourceLabels, namespace }), {
      '*': service,
    }),
    upstreams,
    edge: undefined,
    makeId: randomUUID,
    onExchange: (exchange: Exchange) => {
      metrics.record(sourceLabels, exchange);
      options.onExchange?.(exchange);
    },
  };
  const listening = await listen({ host, port, clock, handle: (...exchange) => handle(proxy, ...exchange) });
  return {
    ...listening,
    close: async (closing) => {
      await listening.close(closing);
      upstreams.agent.destroy();
    },
  };
}
