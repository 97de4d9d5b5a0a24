import { z } from 'zod';

import { Flag, whenSound } from '../argument.ts';

const KINDS = /\.(service|socket|device|mount|automount|swap|target|path|timer|slice|scope)$/;

/** Arguments of systemd. */
export const SystemdArgs = z
  .strictObject({
    name: z
      .string()
      .regex(/^[\w:.\\@-]+$/, 'expected the name of a unit, such as nginx, nginx.service or getty@tty1')
      .transform((name) => (KINDS.test(name) ? name : `${name}.service`))
      .optional()
      .describe('The unit; without a suffix it is a service. A template has an instance: `unit@instance`.'),
    state: z
      .enum(['started', 'stopped', 'restarted', 'reloaded'])
      .optional()
      .describe(
        'started and stopped do something only where it is not so already; restarted always does; reloaded starts what does not run.',
      ),
    enabled: Flag.optional().describe('Whether the unit starts by itself.'),
    masked: Flag.optional().describe('Whether it is impossible to start the unit.'),
    daemon_reload: Flag.default(false).describe(
      'Has systemd read its files again before anything else. Counts as no change.',
    ),
    daemon_reexec: Flag.default(false).describe(
      'Has systemd start itself again before anything else. Counts as no change.',
    ),
    force: Flag.default(false).describe('Replaces links that stand in the way of enabling or masking.'),
    no_block: Flag.default(false).describe('Does not wait until a unit has started or stopped.'),
    scope: z
      .enum(['system', 'user', 'global'])
      .default('system')
      .describe(
        'Units of the machine, of the user that the task runs as, or of all users (whose units cannot be started).',
      ),
  })
  .refine(
    (args) => args.name !== undefined || (args.state ?? args.enabled ?? args.masked) === undefined,
    whenSound('expected `name` together with `state`, `enabled` and `masked`'),
  )
  .refine(
    (args) =>
      (args.state ?? args.enabled ?? args.masked) !== undefined || args.daemon_reload || args.daemon_reexec,
    whenSound('expected at least one of `state`, `enabled`, `masked`, `daemon_reload` and `daemon_reexec`'),
  )
  .refine(
    (args) => args.scope !== 'global' || args.state === undefined,
    whenSound('expected no `state` with scope global'),
  );
export type SystemdArgs = z.infer<typeof SystemdArgs>;
