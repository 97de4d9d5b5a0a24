import { z } from 'zod';

import { Labels } from './object-meta.ts';

const Port = z.int().min(1).max(65_535);

// In any case, as Istio reads it.
const PROTOCOLS = [
  'HTTP',
  'HTTPS',
  'GRPC',
  'GRPC-WEB',
  'HTTP2',
  'MONGO',
  'TCP',
  'TLS',
  'HTTP_PROXY',
] as const;

/** The spec of a Gateway. */
export const GatewaySpec = z.strictObject({
  selector: Labels,
  servers: z
    .array(
      z.strictObject({
        name: z.string().optional(),
        port: z.strictObject({
          number: Port,
          name: z.string().min(1),
          protocol: z.string().toUpperCase().pipe(z.enum(PROTOCOLS)),
          targetPort: Port.optional(),
        }),
        hosts: z.array(z.string().min(1)).min(1),
        bind: z.string().optional(),
        tls: z.unknown().optional(),
        defaultEndpoint: z.unknown().optional(),
      }),
    )
    .min(1),
});
/** The spec of a Gateway. */
export type GatewaySpec = z.infer<typeof GatewaySpec>;
