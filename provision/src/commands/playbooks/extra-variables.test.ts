import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { sourceFiles } from '../../source/read.ts';
import { readExtraVariables, splitWords } from './extra-variables.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-extra-'));
});
afterEach(() => rm(folder, { recursive: true }));

const read = (...given: readonly string[]) => readExtraVariables(given, sourceFiles(folder));

test('pairs are texts, JSON and files keep their types, later ones win', async () => {
  await writeFile(join(folder, 'v.yml'), 'from: file\nlist: [1, yes]\n');
  const { variables, problems } = await read(
    'a=1 b="x y"',
    '{"a": 2, "c": {"d": null}}',
    '@v.yml',
    'from=flag',
  );
  expect(problems).toEqual([]);
  expect(variables).toEqual({ a: 2, b: 'x y', c: { d: null }, from: 'flag', list: [1, 'yes'] });
});

test('everything that is wrong at once', async () => {
  await writeFile(join(folder, 'list.yml'), '- 1\n');
  const { problems } = await read('a', '=1', '{"a": }x', '[1]', '@missing.yml', '@list.yml');
  expect(problems.map(({ file, code }) => `${file} ${code}`)).toEqual([
    '--extra-vars bad-value',
    '--extra-vars bad-value',
    '--extra-vars yaml-syntax',
    '--extra-vars bad-value',
    'missing.yml file-unreadable',
    'list.yml bad-value',
  ]);
});

test.each([
  ['a b', ['a', 'b']],
  [`a="b c" d='e "f"'`, ['a=b c', 'd=e "f"']],
  ['a="x\\"y" b=\\ z', ['a=x"y', 'b= z']],
  [`a='' b`, ['a=', 'b']],
  ['  ', []],
  ['a=$HOME/*', ['a=$HOME/*']],
])('the words of %s', (text, words) => {
  expect(splitWords(text)).toEqual(words);
});
