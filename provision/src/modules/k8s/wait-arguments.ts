import { z } from 'zod';

import { Amount, Flag, Text } from '../argument.ts';

/** The arguments that say whether, for what and how long is waited. */
export const waitArguments = {
  wait: Flag.default(false).describe(
    'Waits until the objects are as they shall be: Deployments, DaemonSets and StatefulSets rolled out, Pods ready, Jobs complete, definitions established, Services of these workloads with an endpoint; with `absent`, gone.',
  ),
  wait_timeout: Amount.default(120).describe('Seconds, for all of them together.'),
  wait_sleep: Amount.default(0.5).describe(
    'Seconds between two looks. kubernetes.core looks every 5 seconds.',
  ),
  wait_condition: z
    .strictObject({
      type: Text.describe('The condition’s type, e.g. Available.'),
      status: z
        .union([z.boolean(), Text])
        .default('True')
        .transform((status) => (typeof status === 'boolean' ? (status ? 'True' : 'False') : status))
        .describe('True, False or Unknown.'),
      reason: Text.optional().describe('Its reason, where that counts.'),
    })
    .optional()
    .describe(
      'A condition in the status of every object to wait for, instead of what its kind usually shows.',
    ),
};
