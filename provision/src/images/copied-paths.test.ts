import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { copiedPaths } from './copied-paths.ts';

test.each<[string, string, readonly string[]]>([
  ['files and folders', 'COPY package.json ./lib/ /srv/\nADD LICENSE /', ['LICENSE', 'lib', 'package.json']],
  ['flags', 'COPY --chown=1000:1000 --link app /srv/app', ['app']],
  ['another stage', 'COPY --from=build /srv /srv\nCOPY app .', ['app']],
  ['lines that go on, and comments between', 'COPY a \\\n# not this\n  b \\\n  c /srv/', ['a', 'b', 'c']],
  ['the JSON form', 'COPY ["a b", "/srv/"]', ['a b']],
  ['a pattern stands for its folder', 'COPY app/*.json lib/src/?.ts /srv/', ['app', 'lib/src']],
  ['all of it', 'COPY . /srv', ['.']],
  ['other instructions', 'FROM x\nRUN cp a b\n# COPY a b', []],
])('%s', (_name, dockerfile, paths) => {
  expect(copiedPaths(dockerfile)).toEqual(paths);
});

test.each([
  [
    'app',
    [
      '.npmrc',
      'LICENSE',
      'app',
      'app/package.json',
      'lib-version',
      'lib-version/package.json',
      'package-lock.json',
      'package.json',
      'service-kit',
      'service-kit/package.json',
    ],
  ],
])('of our own: %s', (workspace, paths) => {
  const dockerfile = readFileSync(new URL(`../../../${workspace}/Dockerfile`, import.meta.url), 'utf8');
  expect(copiedPaths(dockerfile)).toEqual(paths);
});
