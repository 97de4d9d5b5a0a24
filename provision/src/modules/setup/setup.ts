import { z } from 'zod';

import { systemAbout } from '../../facts/system.ts';
import { TextList, WholeNumber } from '../argument.ts';
import { ask, done } from '../decision.ts';
import type { Module } from '../module.ts';
import { matchesAny } from './match.ts';
import { isKnownSubset, selectFacts } from './select.ts';

const SetupArgs = z.strictObject({
  gather_subset: TextList.refine(
    (subsets) => subsets.every(isKnownSubset),
    'expected all, min, hardware, network, virtual or the name of a fact that is always there, each also with `!` before it',
  )
    .default(['all'])
    .describe(
      'Which facts: all, min, hardware, network, virtual, the name of one; `!` before a name leaves it out.',
    ),
  filter: TextList.default([]).describe('Names of facts with wildcards; only what matches is returned.'),
  fact_path: z
    .string()
    .default('/etc/ansible/facts.d')
    .describe(
      'The folder on the machine whose files NAME.fact (JSON, INI, or a program that prints either) become `local.NAME`.',
    ),
  gather_timeout: WholeNumber.default(10).describe('Seconds that a file system may take to tell its size.'),
});
type SetupArgs = z.infer<typeof SetupArgs>;

/** Gathers facts about a machine, all from one script. */
export const setupModule: Module<SetupArgs> = {
  name: 'setup',
  summary: 'Gathers facts about a machine: names, distribution, hardware, network, mounts, time.',
  notes: [
    'What `gather_facts` runs at the beginning of a play. The facts stand under `facts`, with Ansible’s names without `ansible_`: `facts.default_ipv4.address`.',
    'Everything comes from one script in one round trip; `gather_subset` and `filter` choose what of it is kept. No name server is asked: `fqdn` is what /etc/hosts says.',
    'There are no facts about Python, for none is needed, and none from facter or ohai.',
  ],
  args: SetupArgs,
  returns: {
    ansible_facts: { description: 'The facts, by name.', type: 'dict', returned: 'always' },
  },
  example: `- setup:
    gather_subset: [min, network]
- setup:
    filter: [distribution*, default_ipv4]
`,
  check: 'full',
  decide: (args) =>
    ask(
      { system: systemAbout({ factPath: args.fact_path, timeoutSeconds: args.gather_timeout }) },
      ({ system }) => {
        const chosen = selectFacts(system, args.gather_subset);
        const named = { ...chosen, gather_subset: args.gather_subset, module_setup: true };
        const kept = Object.entries(named).filter(([name]) => matchesAny(name, args.filter));
        return done(false, { ansible_facts: Object.fromEntries(kept) });
      },
    ),
};
