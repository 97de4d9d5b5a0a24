import { expect, test } from 'vitest';

import { readIgnored } from './ignored.ts';

const OURS = '# all but\n*\n!app\n!package.json\n**/node_modules\n**/*.test.ts\n**/Dockerfile\n';

test.each([
  [OURS, 'package.json', false],
  [OURS, 'lab.yml', true],
  [OURS, 'app', false],
  [OURS, 'app/src/main.ts', false],
  [OURS, 'app/src/main.test.ts', true],
  [OURS, 'app/node_modules/x/index.js', true],
  [OURS, 'app/Dockerfile', true],
  [OURS, '.git/HEAD', true],
  ['', 'anything', false],
  ['docs/', 'docs/a.md', true],
  ['/docs', 'docs/a.md', true],
  ['docs', 'app/docs', false],
  ['*.md\n!README.md', 'README.md', false],
  ['*.md', 'app/README.md', false],
  ['**/*.md', 'README.md', true],
  ['a?c', 'abc', true],
  ['a?c', 'a/c', false],
  ['a.c', 'abc', false],
  ['app/**/tmp', 'app/tmp', true],
  ['app/**/tmp', 'app/a/b/tmp/c', true],
])('%j and %s: %s', (text, path, isIgnored) => {
  expect(readIgnored(text).has(path)).toBe(isIgnored);
});

test.each([
  [OURS, 'app/node_modules', true],
  [OURS, 'app', false],
  ['app\n!app/keep', 'app', false],
  ['app\n!**/keep', 'app', false],
  ['app\n!lib/keep', 'app', true],
])('%j: nothing below %s is needed: %s', (text, folder, isIgnored) => {
  expect(readIgnored(text).hasAllOf(folder)).toBe(isIgnored);
});
