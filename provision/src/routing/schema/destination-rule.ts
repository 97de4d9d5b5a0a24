import { z } from 'zod';

import { Destination } from './destination.ts';
import { Labels } from './object-meta.ts';
import { TrafficPolicy } from './traffic-policy.ts';

/** The spec of a DestinationRule. */
export const DestinationRuleSpec = z.strictObject({
  host: Destination.shape.host,
  trafficPolicy: TrafficPolicy.optional(),
  subsets: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        labels: Labels.optional(),
        trafficPolicy: TrafficPolicy.optional(),
      }),
    )
    .optional(),
  exportTo: z.array(z.string()).optional(),
  workloadSelector: z.unknown().optional(),
});
/** The spec of a DestinationRule. */
export type DestinationRuleSpec = z.infer<typeof DestinationRuleSpec>;
