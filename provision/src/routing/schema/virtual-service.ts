import { z } from 'zod';

import { Destination, Percentage } from './destination.ts';
import { Duration } from './duration.ts';
import { Headers } from './header-operations.ts';
import { HttpMatch } from './http-match.ts';
import { RetryPolicy } from './retry-policy.ts';
import { Regex } from './string-match.ts';

// Known by name and refused (fields/refused.ts), so nobody looks inside.
const NotRead = z.unknown();

const StatusCode = z.int().min(200).max(599);

const RouteDestination = z.strictObject({
  destination: Destination,
  weight: z.int().min(0).max(100).optional(),
  headers: Headers.optional(),
});

const HttpRoute = z.strictObject({
  name: z.string().optional(),
  match: z.array(HttpMatch).min(1, 'leave `match` out to take every request').optional(),
  route: z.array(RouteDestination).min(1).optional(),
  redirect: z
    .strictObject({
      uri: z.string().optional(),
      authority: z.string().optional(),
      scheme: z.string().optional(),
      port: z.int().min(1).max(65_535).optional(),
      derivePort: NotRead.optional(),
      redirectCode: z.literal([301, 302, 303, 307, 308]).optional(),
    })
    .optional(),
  directResponse: z
    .strictObject({
      status: StatusCode,
      body: z.strictObject({ string: z.string().optional(), bytes: z.base64().optional() }).optional(),
    })
    .optional(),
  rewrite: z
    .strictObject({
      uri: z.string().optional(),
      authority: z.string().optional(),
      uriRegexRewrite: z.strictObject({ match: Regex, rewrite: z.string() }).optional(),
    })
    .optional(),
  timeout: Duration.optional(),
  retries: RetryPolicy.optional(),
  headers: Headers.optional(),
  mirrors: z
    .array(z.strictObject({ destination: Destination, percentage: Percentage.optional() }))
    .optional(),
  mirror: Destination.optional(),
  mirrorPercentage: Percentage.optional(),
  mirrorPercent: NotRead.optional(),
  mirror_percent: NotRead.optional(),
  fault: NotRead.optional(),
  corsPolicy: NotRead.optional(),
  delegate: NotRead.optional(),
});
/** One item of `http`. */
export type HttpRoute = z.infer<typeof HttpRoute>;

/** The spec of a VirtualService. */
export const VirtualServiceSpec = z.strictObject({
  hosts: z.array(z.string().min(1)).min(1),
  gateways: z.array(z.string().min(1)).min(1).optional(),
  http: z.array(HttpRoute).min(1),
  tcp: NotRead.optional(),
  tls: NotRead.optional(),
  exportTo: z.array(z.string()).optional(),
});
/** The spec of a VirtualService. */
export type VirtualServiceSpec = z.infer<typeof VirtualServiceSpec>;
