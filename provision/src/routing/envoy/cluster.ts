import { protobufDuration } from '../duration.ts';
import type { ConnectionPool, OutlierDetection } from '../table.ts';
import type { Cluster } from '../view/cluster.ts';

// Istio's "no bound": the largest number that fits.
const UNBOUND = 4_294_967_295;

/** Envoy's Cluster, as istiod writes it; its endpoints come separately (EDS). */
export function envoyCluster({ name, policy }: Cluster): object {
  const { outlierDetection, connectionPool } = policy;
  return {
    name,
    type: 'EDS',
    lb_policy: 'LEAST_REQUEST',
    circuit_breakers: { thresholds: [thresholds(connectionPool)] },
    common_lb_config: outlierDetection ? { healthy_panic_threshold: {} } : {},
    ...(outlierDetection && { outlier_detection: envoyOutlierDetection(outlierDetection) }),
    ...protocolOptions(connectionPool),
  };
}

function thresholds(pool: ConnectionPool): object {
  return {
    max_connections: pool.maxConnections ?? UNBOUND,
    max_pending_requests: pool.http1MaxPendingRequests ?? UNBOUND,
    max_requests: pool.http2MaxRequests ?? UNBOUND,
    max_retries: pool.maxRetries ?? UNBOUND,
  };
}

function envoyOutlierDetection(detection: OutlierDetection): object {
  const { consecutive5xxErrors, consecutiveGatewayErrors, intervalMs, baseEjectionTimeMs } = detection;
  return {
    enforcing_success_rate: 0,
    ...(consecutive5xxErrors !== undefined && {
      consecutive_5xx: consecutive5xxErrors,
      enforcing_consecutive_5xx: consecutive5xxErrors > 0 ? 100 : 0,
    }),
    ...(consecutiveGatewayErrors !== undefined && {
      consecutive_gateway_failure: consecutiveGatewayErrors,
      enforcing_consecutive_gateway_failure: consecutiveGatewayErrors > 0 ? 100 : 0,
    }),
    ...(intervalMs !== undefined && { interval: protobufDuration(intervalMs) }),
    ...(baseEjectionTimeMs !== undefined && { base_ejection_time: protobufDuration(baseEjectionTimeMs) }),
    ...(detection.maxEjectionPercent !== undefined && { max_ejection_percent: detection.maxEjectionPercent }),
  };
}

function protocolOptions({ idleTimeoutMs, maxRequestsPerConnection }: ConnectionPool): object {
  if (idleTimeoutMs === undefined && maxRequestsPerConnection === undefined) return {};
  const type = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
  return {
    typed_extension_protocol_options: {
      [type]: {
        '@type': `type.googleapis.com/${type}`,
        common_http_protocol_options: {
          ...(idleTimeoutMs !== undefined && { idle_timeout: protobufDuration(idleTimeoutMs) }),
          ...(maxRequestsPerConnection !== undefined && {
            max_requests_per_connection: maxRequestsPerConnection,
          }),
        },
        explicit_http_config: { http_protocol_options: {} },
      },
    },
  };
}
