import { z } from 'zod';

/** Where requests are sent, as it is written. */
export const Destination = z.strictObject({
  host: z.string().regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'this is no name of a host'),
  subset: z.string().min(1).optional(),
  port: z.strictObject({ number: z.int().min(1).max(65_535) }).optional(),
});
/** Where requests are sent, as it is written. */
export type Destination = z.infer<typeof Destination>;

/** A percentage with fractions. */
export const Percentage = z.strictObject({ value: z.number().min(0).max(100) });
