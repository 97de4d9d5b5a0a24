import { mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { archivePath, keepArchive, readNote } from './archive.ts';

const REFERENCE = 'remla-lab/app:1.2.3-000000000001';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-archives-'));
});
afterEach(() => rm(folder, { recursive: true }));

const pathOf = (hash: string, name: 'app' | 'model_service' = 'app') => archivePath(folder, name, { hash });

const keep = (archive: string, reference = REFERENCE) =>
  keepArchive(archive, reference, async (temporary) => {
    await writeFile(temporary, `the tar of ${reference}`);
    return { id: 'sha256:1', isBuilt: true };
  });

test('an archive is kept compressed, with a note of what it holds', async () => {
  const archive = pathOf('000000000001');
  const kept = await keep(archive);
  const content = await readFile(archive);
  expect(zstdDecompressSync(content).toString()).toBe(`the tar of ${REFERENCE}`);
  expect(kept).toEqual({ id: 'sha256:1', isBuilt: true, sizeBytes: content.length });
  expect(await readNote(archive, REFERENCE)).toEqual({
    reference: REFERENCE,
    id: 'sha256:1',
    sizeBytes: content.length,
  });
  expect((await readdir(folder)).sort()).toEqual([
    'app-000000000001.tar.zst',
    'app-000000000001.tar.zst.json',
  ]);
});

test('of an image one archive is kept, of another image its own', async () => {
  await keep(pathOf('000000000009', 'model_service'));
  await keep(pathOf('000000000001'));
  await writeFile(`${pathOf('000000000001')}.77.part`, 'left by a run that was killed');
  await keep(pathOf('000000000002'));
  const archives = (await readdir(folder)).filter((file) => !file.endsWith('.json')).sort();
  expect(archives).toEqual(
    [pathOf('000000000002'), pathOf('000000000009', 'model_service')].map((each) => basename(each)),
  );
});

test('a build that fails leaves what was there', async () => {
  await keep(pathOf('000000000001'));
  const before = await readdir(folder);
  const failed = await keepArchive(pathOf('000000000002'), REFERENCE, async (temporary) => {
    await writeFile(temporary, 'half of it');
    return { failure: 'no space left' };
  });
  expect(failed).toEqual({ failure: 'no space left', sizeBytes: 0 });
  expect(await readdir(folder)).toEqual(before);
});

test.each<[string, (archive: string) => Promise<unknown>]>([
  ['that was cut', (archive) => truncate(archive, 3)],
  ['that is gone', (archive) => rm(archive)],
  ['without its note', (archive) => rm(`${archive}.json`)],
  ['with another note', (archive) => writeFile(`${archive}.json`, '{}')],
  ['with half a note', (archive) => writeFile(`${archive}.json`, '{"reference":')],
])('an archive %s is none', async (_name, spoil) => {
  const archive = pathOf('000000000001');
  await keep(archive);
  await spoil(archive);
  expect(await readNote(archive, REFERENCE)).toBeUndefined();
});

test('the archive of another registry is another one', async () => {
  const archive = pathOf('000000000001');
  await keep(archive);
  expect(await readNote(archive, REFERENCE.replace('remla-lab', 'other'))).toBeUndefined();
});
