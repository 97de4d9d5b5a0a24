import type { RateLimit } from './build/rate-limit.ts';
import type { HeaderOperations } from './schema/header-operations.ts';
import type { Labels } from './schema/object-meta.ts';
import type { StringTest } from './schema/string-match.ts';

/** What the manifests say about routes, destinations and the limit: plain data, every name in full, times in milliseconds. */
export interface RouteTable {
  readonly gateways: readonly GatewayServer[];
  readonly virtualServices: readonly VirtualService[];
  readonly destinationRules: readonly DestinationRule[];
  /** The limit at the gateway; undefined where no manifest sets one. */
  readonly rateLimit: RateLimit | undefined;
  /** How many proxies before the gateway are believed about the client's address. */
  readonly trustedHops: number;
  readonly services: readonly Service[];
}

/** One server of a Gateway. */
export interface GatewayServer {
  /** `namespace/name` of the Gateway. */
  readonly id: string;
  readonly selector: Labels;
  readonly port: number;
  readonly hosts: readonly string[];
}

/** A service that requests can be sent to, and its port. */
export interface Service {
  readonly host: string;
  readonly port: number;
}

/** A VirtualService: the rules for its hosts, in order. */
export interface VirtualService {
  readonly name: string;
  readonly namespace: string;
  readonly hosts: readonly string[];
  /** `mesh` or `namespace/name` of a Gateway. */
  readonly gateways: readonly string[];
  readonly rules: readonly HttpRule[];
}

/** One item of `http`: if any of the matches fits (or there is none), the action. */
export interface HttpRule {
  readonly name: string | undefined;
  readonly matches: readonly HttpMatch[];
  readonly action: Action;
  readonly timeoutMs: number | undefined;
  readonly retries: Retries | undefined;
  readonly headers: HeaderOperations;
  readonly mirrors: readonly Mirror[];
}

/** A match: what is decided when a proxy is configured, and what is asked of each request. */
export interface HttpMatch {
  /** Empty: all gateways of the VirtualService. */
  readonly gateways: readonly string[];
  readonly sourceLabels: Labels;
  readonly sourceNamespace: string | undefined;
  readonly port: number | undefined;
  readonly request: RequestMatch;
}

/** What a request must be like; all of it. Method, authority and scheme are headers with a colon, as Envoy has them. */
export interface RequestMatch {
  /** Of the path without its query string. */
  readonly path: StringTest;
  readonly isCaseSensitive: boolean;
  readonly headers: readonly HeaderTest[];
  readonly queryParameters: readonly { readonly name: string; readonly test: StringTest }[];
}

/** A test of one header; `isInverted`: the test must fail. */
export interface HeaderTest {
  readonly name: string;
  readonly test: StringTest;
  readonly isInverted: boolean;
}

/** What happens to a request that a rule takes. */
export type Action =
  | {
      readonly kind: 'route';
      readonly destinations: readonly WeightedDestination[];
      readonly rewrite: Rewrite;
    }
  | { readonly kind: 'redirect'; readonly redirect: Redirect }
  | { readonly kind: 'direct'; readonly status: number; readonly body: string };

/** A destination with its share (a percentage) and what it does to headers. */
export interface WeightedDestination {
  readonly destination: Destination;
  readonly weight: number;
  readonly headers: HeaderOperations;
}

/** What is put in the place of the matched prefix (or of the exact path), and of the authority. */
export interface Rewrite {
  readonly path: string | undefined;
  readonly authority: string | undefined;
}

/** The endpoints of a host, or of one of its subsets. */
export interface Destination {
  /** In full. */
  readonly host: string;
  readonly subset: string | undefined;
  /** Undefined: the only one that the service has. */
  readonly port: number | undefined;
}

/** Where a redirect sends the client; what is undefined stays as it was asked. */
export interface Redirect {
  readonly path: string | undefined;
  readonly authority: string | undefined;
  readonly scheme: string | undefined;
  readonly port: number | undefined;
  readonly status: number;
}

/** When and how often a request is sent again. */
export interface Retries {
  readonly attempts: number;
  readonly perTryTimeoutMs: number | undefined;
  /** Envoy's words; undefined: Istio's default. */
  readonly retryOn: readonly string[] | undefined;
  readonly statusCodes: readonly number[];
  readonly backoffMs: number | undefined;
}

/** A share of the requests that is also sent elsewhere, its answers thrown away. */
export interface Mirror {
  readonly destination: Destination;
  readonly percent: number;
}

/** The subsets of a host and how its endpoints are treated. */
export interface DestinationRule {
  readonly name: string;
  readonly namespace: string;
  readonly host: string;
  readonly policy: TrafficPolicy;
  readonly subsets: readonly Subset[];
}

/** The endpoints of a host that have the labels; `policy` is the whole one, what the rule says for all hosts included. */
export interface Subset {
  readonly name: string;
  readonly labels: Labels;
  readonly policy: TrafficPolicy;
}

/** How endpoints are treated. */
export interface TrafficPolicy {
  readonly outlierDetection: OutlierDetection | undefined;
  readonly connectionPool: ConnectionPool;
}

/** When an endpoint is taken out for a while. Undefined: not asked for. */
export interface OutlierDetection {
  readonly consecutive5xxErrors: number | undefined;
  readonly consecutiveGatewayErrors: number | undefined;
  readonly intervalMs: number | undefined;
  readonly baseEjectionTimeMs: number | undefined;
  readonly maxEjectionPercent: number | undefined;
}

/** What a real Envoy does with its connections; the local gateway has its own ways. */
export interface ConnectionPool {
  readonly http1MaxPendingRequests: number | undefined;
  readonly http2MaxRequests: number | undefined;
  readonly maxConnections: number | undefined;
  readonly maxRetries: number | undefined;
  readonly maxRequestsPerConnection: number | undefined;
  readonly idleTimeoutMs: number | undefined;
}
