import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { writeFiles } from './write.ts';

const FILES = [
  { path: 'app/a.yml', text: 'a: 1\n' },
  { path: 'b.yml', text: 'b: 1\n' },
];
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lab-write-'));
});
afterEach(() => rm(directory, { recursive: true }));

const write = (files = FILES, isForced = false) => writeFiles(directory, files, { isForced });
const read = (path: string) => readFile(join(directory, path), 'utf8');

test('writes what is wanted and nothing else', async () => {
  expect(await write()).toEqual({ written: ['app/a.yml', 'b.yml'], unchanged: [], removed: [], edited: [] });
  expect(await read('app/a.yml')).toBe('a: 1\n');
  const entries = await readdir(directory, { recursive: true });
  expect(entries.sort()).toEqual(['.lab-render', 'app', join('app', 'a.yml'), 'b.yml']);
});

test('a second time nothing is written', async () => {
  await write();
  expect(await write()).toEqual({ written: [], unchanged: ['app/a.yml', 'b.yml'], removed: [], edited: [] });
});

test('what changed is replaced, what is no longer wanted goes', async () => {
  await write();
  const report = await write([{ path: 'b.yml', text: 'b: 2\n' }]);
  expect(report).toEqual({ written: ['b.yml'], unchanged: [], removed: ['app/a.yml'], edited: [] });
  expect(await read('b.yml')).toBe('b: 2\n');
  await expect(read('app/a.yml')).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a file that somebody edited stands in the way, and then nothing is written', async () => {
  await write();
  await writeFile(join(directory, 'b.yml'), 'mine\n');
  const changed = [
    { path: 'app/a.yml', text: 'a: 2\n' },
    { path: 'b.yml', text: 'b: 2\n' },
  ];
  expect(await write(changed)).toMatchObject({ written: [], edited: ['b.yml'] });
  expect([await read('app/a.yml'), await read('b.yml')]).toEqual(['a: 1\n', 'mine\n']);
  expect(await write(changed, true)).toMatchObject({ written: ['app/a.yml', 'b.yml'], edited: [] });
  expect(await read('b.yml')).toBe('b: 2\n');
});

test('a file of somebody else stands in the way, unless it says the same', async () => {
  await writeFile(join(directory, 'b.yml'), 'theirs\n');
  expect(await write()).toMatchObject({ edited: ['b.yml'] });
  await writeFile(join(directory, 'b.yml'), 'b: 1\n');
  expect(await write()).toMatchObject({ written: ['app/a.yml'], unchanged: ['b.yml'] });
});

test('an index that is none is an error with its path', async () => {
  await writeFile(join(directory, '.lab-render'), '{');
  await expect(write()).rejects.toMatchObject({
    code: 'io-failed',
    path: join(directory, '.lab-render'),
  });
});
