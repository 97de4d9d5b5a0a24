import { expect, test } from 'vitest';

import { gitContext } from './compose/git-context.ts';

test.each([
  ['https://git.example/lab', 'https://git.example/lab.git'],
  ['https://git.example/lab/', 'https://git.example/lab.git'],
  ['https://git.example/lab.git', 'https://git.example/lab.git'],
  ['git://127.0.0.1:9418/lab.git', 'git://127.0.0.1:9418/lab.git'],
  ['git@git.example:team/lab.git', 'git@git.example:team/lab.git'],
  ['ssh://git@git.example/team/lab', 'ssh://git@git.example/team/lab'],
])('%s is a context', (url, address) => {
  expect(gitContext({ url, branch: 'canary' })).toEqual({ REPO_URL: address, REPO_BRANCH: 'canary' });
});

test.each(['/srv/git/lab.git', '../lab', 'file:///srv/git/lab.git'])(
  '%s cannot be reached by Docker',
  (url) => {
    expect(gitContext({ url, branch: 'main' })).toBeUndefined();
  },
);
