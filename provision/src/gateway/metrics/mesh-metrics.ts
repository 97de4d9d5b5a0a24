import { Counter, Histogram, Registry } from 'prom-client';

import { serviceOf } from '../../routing/host.ts';
import type { Labels } from '../../routing/schema/object-meta.ts';
import type { Exchange } from '../exchange.ts';

/** What Istio writes where it does not know better. */
const UNKNOWN = 'unknown';

// Istio's own buckets are Envoy's; these are the ones of them that a lab on one machine needs.
const DURATION_BUCKETS_MS = [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000];

const LABELS = [
  'reporter',
  'source_workload',
  'source_app',
  'source_version',
  'destination_workload',
  'destination_app',
  'destination_version',
  'destination_service',
  'destination_service_name',
  'destination_service_namespace',
  'request_protocol',
  'response_code',
  'response_flags',
  'connection_security_policy',
] as const;

/** Istio's standard metrics of everything that the proxies of one lab do. */
export interface MeshMetrics {
  readonly registry: Registry;
  /** Counts a request that a proxy on behalf of this source has finished. */
  record(source: Labels, exchange: Exchange): void;
}

/**
 * Metrics with names and labels as Istio's proxies have them. What a client writes never becomes a label: the number of
 * series is bounded by the releases, the services and the status codes.
 */
export function createMeshMetrics(): MeshMetrics {
  const registry = new Registry();
  const requests = new Counter({
    name: 'istio_requests_total',
    help: 'Requests that the gateway and the sidecars have finished.',
    labelNames: LABELS,
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'istio_request_duration_milliseconds',
    help: 'Time from the first byte of a request to the last byte of its answer.',
    labelNames: LABELS,
    buckets: DURATION_BUCKETS_MS,
    registers: [registry],
  });
  return {
    registry,
    record: (source, exchange) => {
      const labels = labelsOf(source, exchange);
      requests.inc(labels);
      durations.observe(labels, exchange.durationMs);
    },
  };
}

function labelsOf(
  source: Labels,
  { service, endpoint, status, flags }: Exchange,
): Record<(typeof LABELS)[number], string> {
  const { name, namespace } = (service !== undefined && serviceOf(service)) || {
    name: UNKNOWN,
    namespace: UNKNOWN,
  };
  const { app = UNKNOWN, version = UNKNOWN } = endpoint?.labels ?? {};
  return {
    reporter: 'source',
    source_workload: workloadOf(source),
    source_app: source['app'] ?? UNKNOWN,
    source_version: source['version'] ?? UNKNOWN,
    destination_workload: endpoint ? workloadOf(endpoint.labels) : UNKNOWN,
    destination_app: app,
    destination_version: version,
    destination_service: service ?? UNKNOWN,
    destination_service_name: name,
    destination_service_namespace: namespace,
    request_protocol: 'http',
    response_code: String(status),
    response_flags: flags,
    connection_security_policy: UNKNOWN,
  };
}

/** What the Deployment of these labels is called in the lab's cluster. */
function workloadOf({ app, version }: Labels): string {
  if (app === undefined) return UNKNOWN;
  return version === undefined ? app : `${app}-${version}`;
}
