import { mkdtemp, realpath, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { findBundle } from '../../bin/find-bundle.js';

/** A folder with a bundle of one source. */
async function bundleFolder(): Promise<{ readonly folder: string } & AsyncDisposable> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'find-bundle-')));
  await writeFile(join(folder, 'source.ts'), 'export {};\n');
  const { size, mtimeMs } = await stat(join(folder, 'source.ts'));
  await writeFile(
    join(folder, 'bundle.json'),
    JSON.stringify({ entry: 'cli.cjs', files: [['source.ts', size, mtimeMs]] }),
  );
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

test('a bundle is taken while its sources are what they were', async () => {
  await using there = await bundleFolder();

  expect(findBundle(there.folder)).toBe(join(there.folder, 'cli.cjs'));
});

test.each([
  ['another size', (source: string) => writeFile(source, 'export const a = 1;\n')],
  ['another time', (source: string) => utimes(source, 1, 1)],
  ['gone', (source: string) => rm(source)],
])('a source that has %s makes it a bundle no more', async (_, change) => {
  await using there = await bundleFolder();

  await change(join(there.folder, 'source.ts'));

  expect(findBundle(there.folder)).toBeUndefined();
});

test('a bundle behind a link is that of another checkout', async () => {
  await using there = await bundleFolder();
  await using here = await bundleFolder();
  const link = join(here.folder, 'link');

  await symlink(there.folder, link);

  expect(findBundle(link)).toBeUndefined();
});

test('no bundle, or a list that is broken off, is none', async () => {
  await using there = await bundleFolder();

  await writeFile(join(there.folder, 'bundle.json'), '{"entry": "cli');

  expect(findBundle(there.folder)).toBeUndefined();
  expect(findBundle(join(there.folder, 'elsewhere'))).toBeUndefined();
});
