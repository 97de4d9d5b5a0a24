import { z } from 'zod';

import { seconds } from './configuration.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The variables that every service reads; spread into the service's own `z.strictObject({ ...serviceEnvironment, … })`. */
export const serviceEnvironment = {
  HOST: z.string().default('0.0.0.0'),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  DRAIN_DELAY_SECONDS: seconds(600).default(0),
  DRAIN_IDLE_SECONDS: seconds(600).default(2),
  DRAIN_TIMEOUT_SECONDS: seconds(3600).default(20),
} as const;

/**
 * A variable that names a release (`v1`, `v2`, `none`): it becomes a metric label, part of a header and of log lines,
 * so only letters, digits, dots, dashes and underscores, at most 63.
 */
export const releaseName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, {
  error: 'letters, digits, dots, dashes and underscores, at most 63',
});
