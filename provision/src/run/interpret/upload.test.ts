import { mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hash, randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { UploadAction, UploadOutput } from '../../modules/action.ts';
import { act, done } from '../../modules/decision.ts';
import { runDecision } from './task.ts';
import { testWorld, type TestWorld } from './testing/test-world.ts';

const bytes = (text: string) => ({ kind: 'bytes', bytes: Buffer.from(text) }) as const;

async function place({ world }: TestWorld, action: Omit<UploadAction, 'kind'>): Promise<UploadOutput> {
  let output: UploadOutput | undefined;
  await runDecision(
    act([{ kind: 'upload', ...action }], { changed: true }, ([uploaded]) => {
      output = uploaded;
      return done(true);
    }),
    world,
  );
  if (!output) throw new Error('the upload did not run');
  return output;
}

const modeOf = async (path: string) => ((await stat(path)).mode & 0o7777).toString(8);

describe('upload', () => {
  it('makes a new file of mode 0644', async () => {
    await using here = await testWorld();
    const path = join(here.folder, "a 'new' file");

    const output = await place(here, { source: bytes('hi\n'), path });

    expect(output).toEqual({ failure: undefined, sha256: hash('sha256', 'hi\n'), backupFile: undefined });
    expect([await readFile(path, 'utf8'), await modeOf(path)]).toEqual(['hi\n', '644']);
    expect(await readdir(here.folder)).toEqual(["a 'new' file"]);
  });

  it('makes an empty file, and one whose name begins with a dash', async () => {
    await using here = await testWorld();

    await place(here, { source: bytes(''), path: '-rf' });

    expect(await readdir(here.folder)).toEqual(['-rf']);
  });

  it('keeps the mode of the old file, and the file itself under its backup', async () => {
    await using here = await testWorld();
    const path = join(here.folder, 'file');
    await writeFile(path, 'old', { mode: 0o640 });

    const output = await place(here, { source: bytes('new'), path, isBackedUp: true });

    expect(output.backupFile).toMatch(/\/file\.\d+\.\d{4}-\d\d-\d\d@\d\d:\d\d:\d\d~$/);
    expect([await readFile(path, 'utf8'), await modeOf(path)]).toEqual(['new', '640']);
    expect(await readFile(output.backupFile ?? '', 'utf8')).toBe('old');
    expect(await readdir(here.folder)).toHaveLength(2);
  });

  it.each([
    ['0600', '600'],
    ['4755', '4755'],
    ['u=rw,g=r,o=', '640'],
    ['a+x', '755'],
  ])('gives a new file the mode %s', async (mode, expected) => {
    await using here = await testWorld();
    const path = join(here.folder, 'file');

    await place(here, { source: bytes('x'), path, mode });

    expect(await modeOf(path)).toBe(expected);
    expect(await readdir(here.folder)).toEqual(['file']);
  });

  it('replaces a link, or follows it when asked', async () => {
    await using here = await testWorld();
    const [target, replaced, followed] = ['target', 'replaced', 'followed'].map((name) =>
      join(here.folder, name),
    ) as [string, string, string];
    await writeFile(target, 'old');
    await symlink('target', replaced);
    await symlink('target', followed);

    await place(here, { source: bytes('one'), path: replaced });
    await place(here, { source: bytes('two'), path: followed, isLinkFollowed: true });

    expect(await readFile(replaced, 'utf8')).toBe('one');
    expect([await readlink(followed), await readFile(target, 'utf8')]).toEqual(['target', 'two']);
  });

  it('writes in place when asked: the inode stays', async () => {
    await using here = await testWorld();
    const path = join(here.folder, 'file');
    await writeFile(path, 'old, and longer', { mode: 0o600 });
    const before = await stat(path);

    await place(here, { source: bytes('new'), path, mode: '0644', isInPlace: true });

    const after = await stat(path);
    expect([after.ino, await modeOf(path), await readFile(path, 'utf8')]).toEqual([before.ino, '644', 'new']);
    expect(await readdir(here.folder)).toEqual(['file']);
  });

  it('leaves the old file when the validation fails', async () => {
    await using here = await testWorld();
    const path = join(here.folder, 'file');
    await writeFile(path, 'old');

    const good = await place(here, { source: bytes('good'), path, validate: 'grep -q good %s' });
    const bad = await place(here, {
      source: bytes('bad'),
      path,
      validate: 'grep -c good %s',
      isBackedUp: true,
    });
    const blind = await place(here, { source: bytes('bad'), path, validate: 'true' });

    expect([good.failure, bad.failure, blind.failure]).toEqual([
      undefined,
      'failed to validate: rc:1 error:0',
      'validate must contain %s: true',
    ]);
    expect(await readFile(path, 'utf8')).toBe('good');
    expect(await readdir(here.folder)).toEqual(['file']);
  });

  it('says what stands in the way', async () => {
    await using here = await testWorld();
    await mkdir(join(here.folder, 'folder'));

    const failures = [
      await place(here, { source: bytes('x'), path: join(here.folder, 'folder') }),
      await place(here, { source: bytes('x'), path: join(here.folder, 'no/file') }),
      await place(here, {
        source: bytes('x'),
        path: join(here.folder, 'file'),
        owner: 'nobody-of-this-name',
      }),
    ].map(({ failure }) => failure?.replaceAll(here.folder, 'HERE'));

    expect(failures).toEqual([
      'HERE/folder is a folder',
      'the folder HERE/no is not there',
      expect.stringContaining('nobody-of-this-name'),
    ]);
    expect(await readdir(here.folder)).toEqual(['folder']);
  });

  it('sends large content first, and takes a file of the machine', async () => {
    await using here = await testWorld();
    const [large, source, copy, copied] = ['large', 'source', 'copy', 'copied'].map((name) =>
      join(here.folder, name),
    ) as [string, string, string, string];
    const content = randomBytes(1_000_000);
    await writeFile(source, content);

    const sent = await place(here, { source: { kind: 'bytes', bytes: content }, path: large });
    const file = await place(here, {
      source: { kind: 'local-file', path: source, sha256: hash('sha256', content) },
      path: copy,
    });
    const machine = await place(here, { source: { kind: 'machine-file', path: source }, path: copied });
    const changed = await place(here, {
      source: { kind: 'local-file', path: source, sha256: hash('sha256', 'other') },
      path: copy,
    });

    expect([sent.sha256, file.sha256, machine.sha256]).toEqual(Array(3).fill(hash('sha256', content)));
    expect(changed.failure).toBe('the file on this machine changed while it was sent');
    expect((await readFile(copied)).equals(content) && (await readFile(large)).equals(content)).toBe(true);
  });
});
