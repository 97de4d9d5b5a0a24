import { z } from 'zod';

import { done } from '../decision.ts';
import type { Module } from '../module.ts';

/** What the engine can be told to do, and what it then says. */
const META_ACTIONS = {
  noop: 'nothing to do',
  flush_handlers: 'notified handlers run now',
  clear_facts: 'the gathered facts of this host are forgotten',
  clear_host_errors: 'hosts that were unreachable or had failed take part again',
  end_play: 'the play ends here',
  end_batch: 'the batch ends here',
  end_host: 'the play ends here for this host',
  reset_connection: 'the next task opens a new connection',
  refresh_inventory: 'the inventory is read again',
} as const;

/** A word for the engine. */
export type MetaAction = keyof typeof META_ACTIONS;

const MetaArgs = z.strictObject({
  action: z
    .enum(Object.keys(META_ACTIONS) as [MetaAction, ...MetaAction[]])
    .describe('What the engine does now. Written as `meta: flush_handlers`.'),
});
type MetaArgs = z.infer<typeof MetaArgs>;

/** Tells the engine itself to do something; the engine reads the result's `meta`. */
export const metaModule: Module<MetaArgs> = {
  name: 'meta',
  summary: 'Tells the engine to do something at this point of the play.',
  notes: ['Nothing is asked of the machine. There are no roles here, so `end_role` is not known.'],
  args: MetaArgs,
  aliases: { free_form: 'action' },
  freeForm: 'action',
  returns: {
    meta: { description: 'What the engine was told.', type: 'str', returned: 'always' },
    msg: { description: 'What that means, one sentence.', type: 'str', returned: 'always' },
  },
  example: `- meta: flush_handlers
- meta: end_host
  when: facts.virtualization_type == "docker"
`,
  check: 'full',
  decide: ({ action }) => done(false, { meta: action, msg: META_ACTIONS[action] }),
};
