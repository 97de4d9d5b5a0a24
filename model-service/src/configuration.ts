import { fileURLToPath } from 'node:url';

import { portNumber, releaseName, serviceEnvironment, wholeNumber } from '@remla-lab/service-kit';
import { z } from 'zod';

/** The variables that model-service reads; the README lists them all. */
export const Configuration = z.strictObject({
  ...serviceEnvironment,
  MODEL_SERVICE_PORT: portNumber().default(5000),
  MODEL_SERVICE_RELEASE: releaseName.default('none'),
  MODEL_DIR: z.string().default(fileURLToPath(new URL('../models/lr', import.meta.url))),
  WORKERS: wholeNumber(0, 64).default(1),
  QUEUE_LIMIT: wholeNumber(256, 1_000_000).default(4096),
});
export type Configuration = z.infer<typeof Configuration>;
