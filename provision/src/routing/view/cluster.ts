import type { Destination, RouteTable, TrafficPolicy } from '../table.ts';
import { portOf, servicesOf } from './services.ts';

/** A set of endpoints that requests are sent to: a service, or one of its subsets. */
export interface Cluster {
  /** As Istio names it: `outbound|5000|v1|app.lab.svc.cluster.local`. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly subset: string | undefined;
  /** What an endpoint must have among its labels, beside belonging to the service. */
  readonly labels: Readonly<Record<string, string>>;
  readonly policy: TrafficPolicy;
}

const NO_POLICY: TrafficPolicy = {
  outlierDetection: undefined,
  connectionPool: {
    http1MaxPendingRequests: undefined,
    http2MaxRequests: undefined,
    maxConnections: undefined,
    maxRetries: undefined,
    maxRequestsPerConnection: undefined,
    idleTimeoutMs: undefined,
  },
};

/** Istio's name for a cluster. */
export function clusterName(host: string, port: number, subset: string | undefined): string {
  return `outbound|${port}|${subset ?? ''}|${host}`;
}

/** The cluster of a destination. */
export function clusterOf(destination: Destination, table: RouteTable): Cluster {
  const { host, subset } = destination;
  const rule = table.destinationRules.find((each) => each.host === host);
  const found = subset === undefined ? undefined : rule?.subsets.find(({ name }) => name === subset);
  const port = portOf(destination, table);
  const policy = (found ?? rule)?.policy ?? NO_POLICY;
  return { name: clusterName(host, port, subset), host, port, subset, labels: found?.labels ?? {}, policy };
}

/** As `clusterOf`, each worked out once: for who asks for every request. */
export function clusterFinder(table: RouteTable): (destination: Destination) => Cluster {
  const found = new Map<Destination, Cluster>();
  return (destination) => {
    const cluster = found.get(destination) ?? clusterOf(destination, table);
    found.set(destination, cluster);
    return cluster;
  };
}

/** All clusters: each service as a whole and each of its subsets, in the order of their names. */
export function clustersOf(table: RouteTable): readonly Cluster[] {
  const destinations = servicesOf(table).flatMap(({ host, port }) => {
    const subsets = table.destinationRules.find((each) => each.host === host)?.subsets ?? [];
    return [undefined, ...subsets.map(({ name }) => name)].map((subset) => ({ host, subset, port }));
  });
  return destinations.map((each) => clusterOf(each, table)).sort((a, b) => (a.name < b.name ? -1 : 1));
}
