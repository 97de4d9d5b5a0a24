import { z } from 'zod';

import { FactError } from '../modules/fact-error.ts';
import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { sh } from '../shell/command.ts';

const NAME = 'helm-repositories';

const Listed = z.array(z.object({ name: z.string(), url: z.string() }));

const HELM_REPOSITORIES: FactFamily<string, Readonly<Record<string, string | undefined>>> = {
  name: NAME,
  programs: ['helm'],
  steadiness: 'fresh',
  // Without any, helm calls the empty list an error.
  script: () => sh`helm repo list -o json 2>/dev/null || echo '[]'`,
  parse: (stdout, keys) => {
    const known = readList(stdout.toString());
    return keys.map(() => known);
  },
};

/** The repositories of charts that helm knows on the machine: URLs by name. */
export function helmRepositories(): MachineFact<Readonly<Record<string, string | undefined>>> {
  return about(HELM_REPOSITORIES, 'all');
}

function readList(text: string): Readonly<Record<string, string>> {
  try {
    const listed = Listed.parse(JSON.parse(text));
    return Object.fromEntries(listed.map(({ name, url }) => [name, url]));
  } catch (error) {
    throw new FactError(NAME, `helm answered what is not understood: ${text.slice(0, 200)}`, {
      cause: error,
    });
  }
}
