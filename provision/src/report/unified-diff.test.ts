import { expect, test } from 'vitest';

import { unifiedDiff } from './unified-diff.ts';

const diff = (before: string, after: string) => unifiedDiff({ before, after }).slice(2);

test('headers and one hunk with three lines around the change', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng\nh\n';
  const lines = unifiedDiff({
    before,
    after: before.replace('e\n', 'E\n'),
    beforeHeader: '/x',
    afterHeader: '/x new',
  });
  expect(lines).toEqual([
    '--- /x',
    '+++ /x new',
    '@@ -2,7 +2,7 @@',
    ' b',
    ' c',
    ' d',
    '-e',
    '+E',
    ' f',
    ' g',
    ' h',
  ]);
});

test.each([
  ['nothing', 'a\n', 'a\n', []],
  ['a new file', '', 'a\nb\n', ['@@ -0,0 +1,2 @@', '+a', '+b']],
  ['a file that goes', 'a\n', '', ['@@ -1 +0,0 @@', '-a']],
  ['no line break at the end', 'a\n', 'a', ['@@ -1 +1 @@', '-a', '+a', '\\ No newline at end of file']],
  ['a line in between', 'a\nb\n', 'a\nx\nb\n', ['@@ -1,2 +1,3 @@', ' a', '+x', ' b']],
])('%s', (_name, before, after, lines) => {
  expect(diff(before, after)).toEqual(lines);
});

test('changes far apart are hunks of their own', () => {
  const before = Array.from({ length: 30 }, (_, index) => `${index}\n`).join('');
  const after = before.replace('3\n', 'three\n').replace('25\n', 'twenty-five\n');
  expect(diff(before, after).filter((line) => line.startsWith('@@'))).toEqual([
    '@@ -1,7 +1,7 @@',
    '@@ -23,7 +23,7 @@',
  ]);
});

test('texts too long to compare line by line are shown whole', () => {
  const many = (word: string) => Array.from({ length: 3000 }, (_, index) => `${word} ${index}\n`).join('');
  expect(diff(many('old'), many('new'))).toHaveLength(6001);
});
