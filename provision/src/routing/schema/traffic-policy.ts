import { z } from 'zod';

import { Duration } from './duration.ts';

// Known by name and refused (fields/refused.ts), so nobody looks inside.
const NotRead = z.unknown();
const Count = z.int().min(0);

const OutlierDetection = z.strictObject({
  consecutive5xxErrors: Count.optional(),
  consecutiveGatewayErrors: Count.optional(),
  interval: Duration.optional(),
  baseEjectionTime: Duration.optional(),
  maxEjectionPercent: z.int().min(0).max(100).optional(),
  consecutiveErrors: NotRead.optional(),
  consecutiveLocalOriginFailures: NotRead.optional(),
  splitExternalLocalOriginErrors: NotRead.optional(),
  minHealthPercent: NotRead.optional(),
});

const ConnectionPool = z.strictObject({
  tcp: z
    .strictObject({
      maxConnections: Count.optional(),
      connectTimeout: Duration.optional(),
      idleTimeout: Duration.optional(),
      maxConnectionDuration: Duration.optional(),
      tcpKeepalive: z
        .strictObject({ probes: Count.optional(), time: Duration.optional(), interval: Duration.optional() })
        .optional(),
    })
    .optional(),
  http: z
    .strictObject({
      http1MaxPendingRequests: Count.optional(),
      http2MaxRequests: Count.optional(),
      maxRequestsPerConnection: Count.optional(),
      maxRetries: Count.optional(),
      idleTimeout: Duration.optional(),
      h2UpgradePolicy: z.enum(['DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE']).optional(),
      useClientProtocol: z.boolean().optional(),
      maxConcurrentStreams: Count.optional(),
    })
    .optional(),
});

const LoadBalancer = z.strictObject({
  simple: z
    .enum(['UNSPECIFIED', 'LEAST_CONN', 'RANDOM', 'PASSTHROUGH', 'ROUND_ROBIN', 'LEAST_REQUEST'])
    .optional(),
  consistentHash: NotRead.optional(),
  localityLbSetting: NotRead.optional(),
  warmup: z
    .strictObject({
      duration: Duration,
      minimumPercent: z.number().min(0).max(100).optional(),
      aggression: z.number().min(0).optional(),
    })
    .optional(),
  warmupDurationSecs: Duration.optional(),
});

const ClientTls = z.strictObject({
  mode: z.enum(['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL']).optional(),
  clientCertificate: z.string().optional(),
  privateKey: z.string().optional(),
  caCertificates: z.string().optional(),
  caCrl: z.string().optional(),
  credentialName: z.string().optional(),
  subjectAltNames: z.array(z.string()).optional(),
  sni: z.string().optional(),
  insecureSkipVerify: z.boolean().optional(),
});

/** `trafficPolicy` of a DestinationRule or of a subset. */
export const TrafficPolicy = z.strictObject({
  outlierDetection: OutlierDetection.optional(),
  connectionPool: ConnectionPool.optional(),
  loadBalancer: LoadBalancer.optional(),
  tls: ClientTls.optional(),
  portLevelSettings: NotRead.optional(),
  tunnel: NotRead.optional(),
  proxyProtocol: NotRead.optional(),
  retryBudget: NotRead.optional(),
});
/** `trafficPolicy` of a DestinationRule or of a subset. */
export type TrafficPolicy = z.infer<typeof TrafficPolicy>;
