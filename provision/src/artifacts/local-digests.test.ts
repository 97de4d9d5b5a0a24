import { hash } from 'node:crypto';
import { mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { LocalDigests } from './local-digests.ts';

const LARGE = 8 * 2 ** 20;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'digests-'));
});
afterEach(() => rm(folder, { recursive: true }));

const digestsIn = (content: Buffer) => ({ sha256: hash('sha256', content), sha1: hash('sha1', content) });
/** A digests of a run of its own: nothing is known but what the cache remembers. */
const ofNewRun = () => new LocalDigests(join(folder, 'cache'));

test('those of small files are not remembered', async () => {
  const path = join(folder, 'small');
  await writeFile(path, 'text');

  expect(await ofNewRun().of(path)).toEqual(digestsIn(Buffer.from('text')));
  expect(await readdir(folder)).toEqual(['small']);
});

test('those of large files are remembered as long as the file looks the same', async () => {
  const path = join(folder, 'large');
  const [first, second] = [Buffer.alloc(LARGE, 'a'), Buffer.alloc(LARGE, 'b')];
  const other = join(folder, 'other');
  await writeFile(path, first);
  await utimes(path, 1, 1);

  const read = await ofNewRun().of(path);
  // In place and of the same age: nothing tells it from the old one, so the answer is the remembered one.
  await writeFile(path, second);
  await utimes(path, 1, 1);
  const recalled = await ofNewRun().of(path);
  await writeFile(other, second);
  await utimes(other, 1, 1);
  await rename(other, path);
  const again = await ofNewRun().of(path);

  expect([read, recalled, again]).toEqual([digestsIn(first), digestsIn(first), digestsIn(second)]);
});

test('what the cache remembers wrongly is read again', async () => {
  const path = join(folder, 'large');
  const content = Buffer.alloc(LARGE, 'a');
  await writeFile(path, content);
  await ofNewRun().of(path);
  const remembered = join(folder, 'cache', 'digests');
  for (const name of await readdir(remembered)) await writeFile(join(remembered, name), '{"sight":');

  expect(await ofNewRun().of(path)).toEqual(digestsIn(content));
});

test('a file that is not there', async () => {
  await expect(ofNewRun().of(join(folder, 'nothing'))).rejects.toThrow('ENOENT');
});
