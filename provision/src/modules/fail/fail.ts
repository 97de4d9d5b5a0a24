import { z } from 'zod';

import { Text } from '../argument.ts';
import { failed } from '../decision.ts';
import type { Module } from '../module.ts';

const FailArgs = z.strictObject({
  msg: Text.default('Failed as requested from task').describe('What is said.'),
});
type FailArgs = z.infer<typeof FailArgs>;

/** Fails the task. */
export const failModule: Module<FailArgs> = {
  name: 'fail',
  summary: 'Fails the host, with a message; made for tasks with `when`.',
  args: FailArgs,
  returns: { msg: { description: 'The message.', type: 'str', returned: 'always' } },
  example: `- fail:
    msg: "{{ inventory_hostname }} runs {{ facts.distribution }}; the lab needs Debian or Ubuntu"
  when: facts.os_family != "Debian"
`,
  check: 'full',
  decide: ({ msg }) => failed(msg),
};
