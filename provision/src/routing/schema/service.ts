import { z } from 'zod';

/** What is read of a Service: the ports that requests can be sent to. The rest is Kubernetes' business. */
export const ServiceSpec = z.looseObject({
  ports: z.array(z.looseObject({ port: z.int().min(1).max(65_535) })).min(1),
});
/** What is read of a Service: the ports that requests can be sent to. The rest is Kubernetes' business. */
export type ServiceSpec = z.infer<typeof ServiceSpec>;
