import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { addToLock, readLock } from './lock-file.ts';

const ENTRY = { sha256: 'a'.repeat(64), size: 3, published: 'https://x/f.sha256' };

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
  file = join(folder, 'lab.lock.yml');
});
afterEach(() => rm(folder, { recursive: true }));

test('a lock that is not there is empty', async () => {
  expect(await readLock(file)).toEqual({});
});

test('entries are sorted, and those that are there stay', async () => {
  await addToLock(file, 'https://x/b', ENTRY);
  await addToLock(file, 'https://x/a', { ...ENTRY, size: 4 });

  const text = await readFile(file, 'utf8');
  expect(text.match(/^ {2}https.*$/gm)).toEqual(['  https://x/a:', '  https://x/b:']);
  expect(await readLock(file)).toEqual({ 'https://x/a': { ...ENTRY, size: 4 }, 'https://x/b': ENTRY });
});

test.each([
  ['no YAML', 'files: [', ':1:9: '],
  [
    'a digest that is none',
    `files: { u: { sha256: abc, size: 1, published: u } }`,
    ':1:23: expected a SHA-256, in lower case',
  ],
  ['a typo', 'file: {}', ':1:1: '],
])('a lock that cannot be read: %s', async (_what, text, place) => {
  await writeFile(file, text);

  await expect(readLock(file)).rejects.toMatchObject({
    code: 'io-failed',
    path: file,
    message: expect.stringContaining(`${file}${place}`) as unknown,
  });
});
