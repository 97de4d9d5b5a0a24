import { hash } from 'node:crypto';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { LocalFileFact } from '../../modules/fact.ts';
import { LocalDigests } from '../../artifacts/local-digests.ts';
import { lookAtLocalFile } from './local-file.ts';
import { testWorld } from './testing/test-world.ts';

const fact = { kind: 'local-file', path: 'motd', folder: 'files', want: 'digest' } as const;
const text = (content: string) => ({
  kind: 'file',
  sizeBytes: content.length,
  mode: 0o644,
  sha256: hash('sha256', content),
  sha1: hash('sha1', content),
});

async function scene() {
  const here = await testWorld();
  const [tasks, play] = [join(here.folder, 'tasks'), join(here.folder, 'play')];
  for (const folder of [join(tasks, 'files'), join(play, 'files'), join(play, 'templates')]) {
    await mkdir(folder, { recursive: true });
  }
  const look = (changes: Partial<LocalFileFact>) =>
    lookAtLocalFile({ ...fact, ...changes }, { search: [tasks, play], digests: new LocalDigests(play) });
  const write = async (path: string) => {
    await writeFile(path, path);
    await chmod(path, 0o644);
    return path;
  };
  return { ...here, tasks, play, look, write };
}

describe('a file of the user’s machine', () => {
  it('is looked for in Ansible’s order', async () => {
    await using here = await scene();
    const candidates = [
      join(here.tasks, 'files/motd'),
      join(here.tasks, 'motd'),
      join(here.play, 'files/motd'),
      join(here.play, 'motd'),
    ];

    expect(await here.look({})).toEqual({ kind: 'known', value: { kind: 'missing', searched: candidates } });
    for (const path of candidates.toReversed()) {
      await here.write(path);
      expect(await here.look({})).toEqual({ kind: 'known', value: { ...text(path), path } });
    }
  });

  it('gives its content', async () => {
    await using here = await scene();
    const path = await here.write(join(here.play, 'templates/motd'));

    const answer = await here.look({ folder: 'templates', want: 'content' });

    expect(answer).toEqual({ kind: 'known', value: { ...text(path), path, content: Buffer.from(path) } });
  });

  it('gives the content of every file below a folder', async () => {
    await using here = await scene();
    const path = await here.write(join(here.tasks, 'files/b'));

    const folder = await here.look({ path: here.tasks, want: 'contents' });
    const file = await here.look({ path, want: 'contents' });

    const content = Buffer.from(path);
    expect(folder).toMatchObject({
      value: {
        kind: 'folder',
        entries: [{ path: 'files' }, { path: 'files/b', content, sha256: text(path).sha256 }],
      },
    });
    expect(file).toEqual({ kind: 'known', value: { ...text(path), path, content } });
  });

  it('may be named in full, and may be a folder', async () => {
    await using here = await scene();
    const path = await here.write(join(here.folder, 'elsewhere'));

    expect(await here.look({ path })).toMatchObject({ value: { path } });
    expect(await here.look({ path: '~/elsewhere' })).toMatchObject({ value: { path } });
    expect(await here.look({ path: here.tasks })).toEqual({
      kind: 'known',
      value: { kind: 'folder', path: here.tasks },
    });
    expect(await here.look({ path: `${path}/below` })).toMatchObject({ value: { kind: 'missing' } });
  });

  it('gives all that lies below a folder, links as what they point to or as links', async () => {
    await using here = await scene();
    const file = await here.write(join(here.tasks, 'files/b'));
    await symlink('b', join(here.tasks, 'files/a'));
    const { sizeBytes, mode, sha256 } = text(file);
    const b = { path: 'files/b', kind: 'file', sizeBytes, mode, sha256 };
    const tree = { path: here.tasks, want: 'tree' } as const;

    const followed = await here.look(tree);
    const kept = await here.look({ ...tree, isLinkFollowed: false });

    const folder = { path: 'files', kind: 'folder', mode: expect.any(Number) as number };
    expect(followed).toEqual({
      kind: 'known',
      value: { kind: 'folder', path: here.tasks, entries: [folder, { ...b, path: 'files/a' }, b] },
    });
    expect(kept).toMatchObject({
      value: { entries: [folder, { path: 'files/a', kind: 'link', target: 'b' }, b] },
    });
  });
});
