import { z } from 'zod';

const Cpu = z
  .string('expected processors in quotes, such as 500m or "1"')
  .regex(/^([1-9]\d*m|[1-9]\d*|0\.\d+)$/, 'expected processors such as 500m (half of one) or "2"');

const Memory = z
  .string('expected an amount of memory such as 256Mi')
  .regex(/^[1-9]\d*(Ki|Mi|Gi)$/, 'expected an amount of memory such as 256Mi or 1Gi');

const Amounts = z.strictObject({
  cpu: Cpu.describe('Processors: 500m is half of one.'),
  memory: Memory.describe('Memory, in Ki, Mi or Gi.'),
});

const Resources = z.strictObject({
  requests: Amounts.describe('What a machine must have left for a pod to be put there.'),
  limits: Amounts.describe('What a pod may take: beyond it is slowed down (cpu) or ended (memory).'),
});

/** How one of our services runs in a cluster: a part of `app` and of `model_service`. */
export const WORKLOAD_KEYS = {
  replicas: z.int().min(1).max(20).describe('How many pods each release has.'),
  resources: Resources.describe('What one pod asks for, and what it may take.'),
} as const;

/** The range that Kubernetes gives to NodePort by default. */
export const NodePort = z
  .int()
  .min(30_000, 'expected a port from 30000 to 32767')
  .max(32_767, 'expected a port from 30000 to 32767');

/** Where the images of our services come from, and under which name they go to the machines. */
export const Images = z.strictObject({
  registry: z
    .string()
    .regex(
      /^[a-z0-9]+([._-][a-z0-9]+)*(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/,
      'expected what stands before the name of an image, such as ghcr.io/remla-lab',
    )
    .describe('What stands before the names of our images.'),
  builder: z
    .enum(['auto', 'docker', 'buildah'])
    .describe('auto: Docker on this machine where it runs, else buildah on the controller.'),
});

/** A quantity of Kubernetes as a number: processors, or bytes. @throws never; NaN for what is no quantity */
export function quantityOf(quantity: string): number {
  const [, amount = '', unit = ''] = /^([\d.]+)([A-Za-z]*)$/.exec(quantity) ?? [];
  return amount === '' ? Number.NaN : Number(amount) * (UNITS[unit] ?? Number.NaN);
}

const UNITS: Readonly<Record<string, number>> = { '': 1, m: 0.001, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 };
