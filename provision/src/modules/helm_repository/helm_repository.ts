import { z } from 'zod';

import { helmRepositories } from '../../facts/helm-repositories.ts';
import { sh } from '../../shell/command.ts';
import type { ShellAction } from '../action.ts';
import { Flag, Text, whenSound } from '../argument.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision, Diff } from '../decision.ts';
import type { Module } from '../module.ts';
import { Secret } from '../../shell/secret.ts';

const HelmRepositoryArgs = z
  .strictObject({
    name: Text.refine((name) => /^[^/\s]+$/.test(name), 'expected a name without `/`').describe(
      'The name under which charts of it are called: `NAME/CHART`.',
    ),
    url: Text.optional().describe('Where it is.'),
    state: z.enum(['present', 'absent']).default('present').describe('present: known to helm; absent: not.'),
    username: Text.optional().describe('Who asks, for a repository that wants to know.'),
    password: Text.optional().describe('Their password; helm is given it on standard input.'),
    force_update: Flag.default(false).describe('Gives a name that has another URL the new one.'),
  })
  .refine(({ state, url }) => state === 'absent' || url !== undefined, whenSound('state present needs `url`'))
  .refine(
    ({ username, password }) => (username === undefined) === (password === undefined),
    whenSound('`username` and `password` go together'),
  );
type HelmRepositoryArgs = z.infer<typeof HelmRepositoryArgs>;

/** Repositories of charts. */
export const helmRepositoryModule: Module<HelmRepositoryArgs> = {
  name: 'helm_repository',
  summary: 'Tells helm on the machine where a repository of charts is.',
  notes: [
    'helm keeps the list for each user: become the same one here and in `helm`.',
    'That a password changed cannot be seen: take the repository away and add it anew.',
  ],
  args: HelmRepositoryArgs,
  aliases: {
    repo_name: 'name',
    repo_url: 'url',
    repo_state: 'state',
    repo_username: 'username',
    repo_password: 'password',
  },
  returns: {
    name: { description: 'Its name.', type: 'str', returned: 'always' },
    url: { description: 'Where it is, or was.', type: 'str', returned: 'when known' },
  },
  example: `- helm_repository:
    name: lab
    url: https://charts.example.org
- helm_repository:
    name: lab
    state: absent
`,
  check: 'full',
  decide: (args) => ask({ known: helmRepositories() }, ({ known }) => decideKnowing(args, known[args.name])),
};

function decideKnowing(args: HelmRepositoryArgs, knownUrl: string | undefined): Decision {
  const { name, url, state, force_update: isForced } = args;
  if (state === 'absent') {
    if (knownUrl === undefined) return done(false, { name });
    return change(args, knownUrl, undefined);
  }
  if (url === undefined || knownUrl === url) return done(false, { name, url: knownUrl });
  if (knownUrl !== undefined && !isForced) {
    return failed(`helm knows ${name} as ${knownUrl}; with \`force_update: true\` it becomes ${url}`, {
      name,
      url: knownUrl,
    });
  }
  return change(args, knownUrl, url);
}

/** Has helm add, replace or forget it. */
function change(args: HelmRepositoryArgs, before: string | undefined, after: string | undefined): Decision {
  const { name } = args;
  const result = { name, url: after ?? before };
  const line = (url: string | undefined) => (url === undefined ? '' : `${name} ${url}\n`);
  const diff: readonly Diff[] = [
    {
      before: line(before),
      after: line(after),
      beforeHeader: 'helm repo list',
      afterHeader: 'helm repo list',
    },
  ];
  const action = after === undefined ? forget(name) : add(args, after);
  return act([action], { changed: true, result, diff }, ([{ exitCode, stderr }]) =>
    exitCode === 0
      ? done(true, result, diff)
      : failed(`helm: ${stderr.trim().replace(/^Error: /, '')}`, { name }),
  );
}

function forget(name: string): ShellAction {
  return { kind: 'shell', command: sh`helm repo remove ${name}`, programs: ['helm'] };
}

function add({ name, username, password }: HelmRepositoryArgs, url: string): ShellAction {
  const login = username === undefined ? [] : ['--username', username, '--password-stdin'];
  const words = [name, url, '--force-update', ...login];
  return {
    kind: 'shell',
    command: sh`helm repo add ${words}`,
    ...(password !== undefined && { input: new Secret(password) }),
    programs: ['helm'],
  };
}
