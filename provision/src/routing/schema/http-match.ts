import { z } from 'zod';

import { Labels } from './object-meta.ts';
import { StringMatch } from './string-match.ts';

/** One alternative of `match`. */
export const HttpMatch = z.strictObject({
  name: z.string().optional(),
  uri: StringMatch.optional(),
  ignoreUriCase: z.boolean().optional(),
  scheme: StringMatch.optional(),
  method: StringMatch.optional(),
  authority: StringMatch.optional(),
  headers: z.record(z.string(), StringMatch).optional(),
  withoutHeaders: z.record(z.string(), StringMatch).optional(),
  queryParams: z.record(z.string(), StringMatch).optional(),
  port: z.int().min(1).max(65_535).optional(),
  gateways: z.array(z.string()).min(1).optional(),
  sourceLabels: Labels.optional(),
  sourceNamespace: z.string().optional(),
  statPrefix: z.string().optional(),
});
/** One alternative of `match`. */
export type HttpMatch = z.infer<typeof HttpMatch>;
