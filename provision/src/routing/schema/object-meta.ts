import { z } from 'zod';

/** Labels, or what must be among them. */
export type Labels = Readonly<Record<string, string>>;
/** Labels, or what must be among them. */
export const Labels = z.record(z.string(), z.string());

/** What an object is called. Whatever a cluster adds to metadata by itself is not expected in a file. */
export const ObjectMeta = z.strictObject({
  name: z.string().min(1),
  namespace: z.string().min(1).default('default'),
  labels: Labels.optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});
