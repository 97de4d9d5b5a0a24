import { z } from 'zod';

import { LocalRateLimit } from './local-rate-limit.ts';
import { Labels } from './object-meta.ts';

/** The type of the connection manager's configuration. */
export const CONNECTION_MANAGER_TYPE =
  'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';

const CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';
const CONTEXTS = ['GATEWAY', 'SIDECAR_INBOUND'] as const;

function matchOf<Filter extends z.ZodType>(filter: Filter) {
  return z.strictObject({
    context: z.enum(CONTEXTS),
    listener: z.strictObject({
      portNumber: z.int().min(1).max(65_535).optional(),
      filterChain: z.strictObject({ filter }),
    }),
  });
}

const InsertLimit = z.strictObject({
  applyTo: z.literal('HTTP_FILTER'),
  match: matchOf(
    z.strictObject({
      name: z.literal(CONNECTION_MANAGER),
      subFilter: z.strictObject({ name: z.literal('envoy.filters.http.router') }),
    }),
  ),
  patch: z.strictObject({
    operation: z.literal('INSERT_BEFORE'),
    value: z.strictObject({
      name: z.literal('envoy.filters.http.local_ratelimit'),
      typed_config: LocalRateLimit,
    }),
  }),
});

const MergeTrustedHops = z.strictObject({
  applyTo: z.literal('NETWORK_FILTER'),
  match: matchOf(z.strictObject({ name: z.literal(CONNECTION_MANAGER) })),
  patch: z.strictObject({
    operation: z.literal('MERGE'),
    value: z.strictObject({
      name: z.literal(CONNECTION_MANAGER),
      typed_config: z.strictObject({
        '@type': z.literal(CONNECTION_MANAGER_TYPE),
        xff_num_trusted_hops: z.int().min(0),
      }),
    }),
  }),
});

/** The spec of an EnvoyFilter: of all that one could hold, the two patches that the lab has. */
export const EnvoyFilterSpec = z.strictObject({
  workloadSelector: z.strictObject({ labels: Labels }),
  priority: z.int().optional(),
  configPatches: z.array(z.discriminatedUnion('applyTo', [InsertLimit, MergeTrustedHops])).min(1),
});
/** The spec of an EnvoyFilter: of all that one could hold, the two patches that the lab has. */
export type EnvoyFilterSpec = z.infer<typeof EnvoyFilterSpec>;
