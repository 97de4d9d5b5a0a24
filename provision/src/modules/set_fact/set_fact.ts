import { z } from 'zod';

import { done } from '../decision.ts';
import type { Module } from '../module.ts';

const NO_CACHE =
  '`cacheable` is not taken: nothing outlives a run; put what must be known in the next one into group_vars/ or host_vars/';

// Whether names can be names of variables is looked at where all variables are: when the playbook is read.
const SetFactArgs = z
  .record(z.string(), z.unknown())
  .superRefine((facts, context) => {
    if (Object.keys(facts).length === 0) {
      context.addIssue({ code: 'custom', message: 'expected at least one `name: value`' });
    }
    if (Object.hasOwn(facts, 'cacheable')) {
      context.addIssue({ code: 'custom', path: ['cacheable'], message: NO_CACHE });
    }
  })
  .describe('Names with their values. A value that is exactly one `{{…}}` keeps its type.');
type SetFactArgs = z.infer<typeof SetFactArgs>;

/** Sets variables of the host for the rest of the run. */
export const setFactModule: Module<SetFactArgs> = {
  name: 'set_fact',
  summary: 'Sets variables of a host for the rest of the run.',
  notes: [
    'The variables stand at the root, as those of `vars` do; they win over the variables of plays, files and registers, not over `-e`.',
    'There is no cache between runs: `cacheable` is refused.',
  ],
  args: SetFactArgs,
  returns: {
    ansible_facts: { description: 'The variables that were set.', type: 'dict', returned: 'always' },
  },
  example: `- name: Remember where the cluster answers
  set_fact:
    api_address: "https://{{ facts.default_ipv4.address }}:6443"
    api_retries: 3
`,
  check: 'full',
  decide: (facts) => done(false, { ansible_facts: facts }),
};
