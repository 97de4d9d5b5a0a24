import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { sourceFiles } from './read.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lab-read-'));
  await writeFile(join(directory, 'a.yml'), 'a: 1\n');
});
afterAll(() => rm(directory, { recursive: true }));

test('a file below has the short name, its text is remembered', async () => {
  const files = sourceFiles(directory);
  expect(await files.read(join(directory, 'a.yml'))).toEqual({
    file: { file: 'a.yml', text: 'a: 1\n' },
    problems: [],
  });
  expect([files.textOf('a.yml'), files.textOf('b.yml')]).toEqual(['a: 1\n', undefined]);
});

test('a file elsewhere has its whole name', async () => {
  const files = sourceFiles(join(directory, 'below'));
  expect((await files.read('../a.yml')).file?.file).toBe(join(directory, 'a.yml'));
});

test.each([
  ['none.yml', 'this file does not exist'],
  ['.', 'this is a folder, a file is expected'],
])('%s: %s', async (path, message) => {
  const { file, problems } = await sourceFiles(directory).read(path);
  expect(file).toBeUndefined();
  expect(problems).toMatchObject([{ code: 'file-unreadable', message }]);
});
