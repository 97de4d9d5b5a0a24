import { qualifyHost } from '../host.ts';
import type { RoutingObject } from '../read-objects.ts';
import type { DestinationRuleSpec } from '../schema/destination-rule.ts';
import type { TrafficPolicy as WrittenPolicy } from '../schema/traffic-policy.ts';
import type { ConnectionPool, DestinationRule, OutlierDetection, TrafficPolicy } from '../table.ts';

/** A DestinationRule with its host in full; what it says for the whole host holds in each subset that says nothing. */
export function buildDestinationRule(object: RoutingObject<DestinationRuleSpec>): DestinationRule {
  const { name, namespace, spec } = object;
  return {
    name,
    namespace,
    host: qualifyHost(spec.host, namespace),
    policy: policyOf(spec.trafficPolicy, undefined),
    subsets: (spec.subsets ?? []).map((subset) => ({
      name: subset.name,
      labels: subset.labels ?? {},
      policy: policyOf(subset.trafficPolicy, spec.trafficPolicy),
    })),
  };
}

function policyOf(own: WrittenPolicy | undefined, general: WrittenPolicy | undefined): TrafficPolicy {
  return {
    outlierDetection: outlierDetectionOf(own?.outlierDetection ?? general?.outlierDetection),
    connectionPool: connectionPoolOf(own?.connectionPool ?? general?.connectionPool),
  };
}

function outlierDetectionOf(written: WrittenPolicy['outlierDetection']): OutlierDetection | undefined {
  return (
    written && {
      consecutive5xxErrors: written.consecutive5xxErrors,
      consecutiveGatewayErrors: written.consecutiveGatewayErrors,
      intervalMs: written.interval,
      baseEjectionTimeMs: written.baseEjectionTime,
      maxEjectionPercent: written.maxEjectionPercent,
    }
  );
}

function connectionPoolOf(written: WrittenPolicy['connectionPool']): ConnectionPool {
  return {
    http1MaxPendingRequests: written?.http?.http1MaxPendingRequests,
    http2MaxRequests: written?.http?.http2MaxRequests,
    maxConnections: written?.tcp?.maxConnections,
    maxRetries: written?.http?.maxRetries,
    maxRequestsPerConnection: written?.http?.maxRequestsPerConnection,
    idleTimeoutMs: written?.http?.idleTimeout,
  };
}
