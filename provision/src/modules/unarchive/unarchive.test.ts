import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, readFile, readdir, rename, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { NO_GNU } from '../../facts/testing/ask-here.ts';
import { runDecision } from '../../run/interpret/task.ts';
import { programPath } from '../../run/interpret/testing/program-path.ts';
import { testWorld } from '../../run/interpret/testing/test-world.ts';
import type { TestWorld } from '../../run/interpret/testing/test-world.ts';
import { startWebServer } from '../../run/interpret/testing/web-server.ts';
import { PLAIN_CONTEXT } from '../testing/case-context.ts';
import { UnarchiveArgs } from './arguments.ts';
import { unarchiveModule } from './unarchive.ts';

/** An archive in the making, and the folder that it goes into. */
interface Yard extends AsyncDisposable {
  readonly here: TestWorld;
  readonly source: string;
  readonly dest: string;
  readonly unarchive: (args: object) => Promise<Readonly<Record<string, unknown>>>;
  /** Packs the source with a program of this machine. */
  readonly pack: (program: string, ...words: readonly string[]) => void;
}

async function openYard(): Promise<Yard> {
  const here = await testWorld();
  vi.stubEnv('XDG_STATE_HOME', join(here.folder, 'state'));
  const [source, dest] = [join(here.folder, 'source'), join(here.folder, 'dest')];
  await mkdir(join(source, 'bin'), { recursive: true });
  await mkdir(join(source, 'a folder'));
  await mkdir(dest);
  await writeFile(join(source, 'bin', 'tool'), '#!/bin/sh\n');
  await chmod(join(source, 'bin', 'tool'), 0o755);
  await writeFile(join(source, 'a folder', "it's text"), 'text\n');
  await symlink('tool', join(source, 'bin', 'link'));
  await utimes(join(source, 'bin', 'tool'), 1_700_000_000, 1_700_000_000);
  return {
    here,
    source,
    dest,
    unarchive: async (args) => {
      const decision = unarchiveModule.decide(UnarchiveArgs.parse({ dest, ...args }), PLAIN_CONTEXT);
      const outcome = await runDecision(decision, here.world);
      if (outcome.kind !== 'done') throw new Error('not done');
      return { changed: outcome.changed, diff: outcome.diff, ...outcome.result };
    },
    pack: (program, ...words) => void execFileSync(program, words, { cwd: source }),
    [Symbol.asyncDispose]: () => here[Symbol.asyncDispose](),
  };
}

/** A program of that content, as old as the one in the archive. */
async function written(path: string, content: string): Promise<string> {
  await writeFile(path, content, { mode: 0o755 });
  await utimes(path, 1_700_000_000, 1_700_000_000);
  return path;
}

const KINDS = [
  ['tar', ['tar', '-cf', '../a', '.'], 'TarArchive'],
  ['gzip', ['tar', '-czf', '../a', '.'], 'TgzArchive'],
  ['bzip2', ['tar', '-cjf', '../a', '.'], 'TarBzipArchive'],
  ['xz', ['tar', '-cJf', '../a', '.'], 'TarXzArchive'],
  ['zstd', ['tar', '--zstd', '-cf', '../a', '.'], 'TarZstdArchive'],
  ['zip', ['zip', '-qry', '../a.zip', '.'], 'ZipArchive'],
] as const;

const hasAll = (...programs: readonly string[]) => programs.every((program) => programPath(program) !== '');
const isPosix = NO_GNU === undefined && hasAll('tar', 'gzip', 'od', 'cmp');

describe.runIf(isPosix)('unarchive, for real', () => {
  for (const [program, words, handler] of KINDS) {
    const [packer, ...rest] = words;
    it.runIf(hasAll(program, packer, ...(program === 'zip' ? ['unzip'] : [])))(
      `${program}: unpacks once, and again what was changed since`,
      async () => {
        await using yard = await openYard();
        yard.pack(packer, ...rest);
        const src = join(yard.here.folder, program === 'zip' ? 'a.zip' : 'a');
        const tool = join(yard.dest, 'bin', 'tool');

        const first = await yard.unarchive({ src, list_files: true });
        const second = await yard.unarchive({ src, list_files: true });
        // Of the same size and time: another file all the same.
        await rename(await written(join(yard.dest, 'other'), '#!/bin/no\n'), tool);
        const third = await yard.unarchive({ src });
        const fourth = await yard.unarchive({ src });

        expect([first, second, third, fourth].map(({ changed }) => changed)).toEqual([
          true,
          false,
          true,
          false,
        ]);
        expect(first).toMatchObject({ dest: yard.dest, src, handler, state: 'directory' });
        expect(second['files']).toEqual(first['files']);
        expect(first['files']).toEqual(expect.arrayContaining([expect.stringMatching(/bin\/tool$/)]));
        expect(await readFile(tool, 'utf8')).toBe('#!/bin/sh\n');
        expect((await stat(tool)).mode & 0o777).toBe(0o755);
        expect(await readFile(join(yard.dest, 'a folder', "it's text"), 'utf8')).toBe('text\n');
        expect(await readFile(join(yard.dest, 'bin', 'link'), 'utf8')).toBe('#!/bin/sh\n');
      },
    );
  }

  it('does not send an archive that is unpacked there, and sends another one', async () => {
    await using yard = await openYard();
    yard.pack('tar', '-czf', '../a.tgz', 'bin');
    const src = join(yard.here.folder, 'a.tgz');
    await yard.unarchive({ src });
    const send = vi.spyOn(yard.here.world.connection, 'send');

    await yard.unarchive({ src });
    const sentForSame = send.mock.calls.length;
    await writeFile(join(yard.source, 'bin', 'tool'), '#!/bin/false\n');
    yard.pack('tar', '-czf', '../a.tgz', 'bin');
    const changed = await yard.unarchive({ src });

    expect([sentForSame, send.mock.calls.length]).toEqual([0, 1]);
    expect(changed).toMatchObject({ changed: true });
    expect(JSON.stringify(changed['diff'])).toContain('bin/tool: Size differs');
  });

  it('notices a file that is missing, and leaves others alone', async () => {
    await using yard = await openYard();
    yard.pack('tar', '-cf', '../a.tar', 'bin');
    const src = join(yard.here.folder, 'a.tar');
    await yard.unarchive({ src });
    await writeFile(join(yard.dest, 'bin', 'other'), '');
    execFileSync('rm', [join(yard.dest, 'bin', 'link')]);

    const again = await yard.unarchive({ src });

    expect(again).toMatchObject({ changed: true });
    expect(await readdir(join(yard.dest, 'bin'))).toEqual(['link', 'other', 'tool']);
  });

  it('takes some, leaves others out, and gives them a mode', async () => {
    await using yard = await openYard();
    yard.pack('tar', '-cf', '../a.tar', 'bin', 'a folder');
    const src = join(yard.here.folder, 'a.tar');

    const some = await yard.unarchive({ src, include: ['bin/tool'], mode: 'u=rwX,go=' });
    const same = await yard.unarchive({ src, include: ['bin/tool'], mode: 'u=rwX,go=' });
    const others = await yard.unarchive({ src, exclude: ['bin'], list_files: true });

    expect([some, same, others].map(({ changed }) => changed)).toEqual([true, false, true]);
    expect((await stat(join(yard.dest, 'bin', 'tool'))).mode & 0o777).toBe(0o700);
    expect(others['files']).toEqual(['a folder/', "a folder/it's text"]);
    expect(await readdir(join(yard.dest, 'bin'))).toEqual(['tool']);
  });

  it('keeps what is newer where that is asked for', async () => {
    await using yard = await openYard();
    yard.pack('tar', '-cf', '../a.tar', 'bin/tool');
    const src = join(yard.here.folder, 'a.tar');
    await mkdir(join(yard.dest, 'bin'));
    await writeFile(join(yard.dest, 'bin', 'tool'), 'newer\n');

    const kept = await yard.unarchive({ src, keep_newer: true });
    const content = await readFile(join(yard.dest, 'bin', 'tool'), 'utf8');
    const replaced = await yard.unarchive({ src });

    expect([kept['changed'], content, replaced['changed']]).toEqual([false, 'newer\n', true]);
  });

  it('replaces a program that runs', async () => {
    await using yard = await openYard();
    execFileSync('cp', ['/bin/sleep', join(yard.source, 'bin', 'tool')]);
    yard.pack('tar', '-cf', '../a.tar', 'bin');
    await mkdir(join(yard.dest, 'bin'));
    const tool = join(yard.dest, 'bin', 'tool');
    execFileSync('cp', ['/bin/sleep', tool]);
    await utimes(tool, 1, 1);
    const running = spawn(tool, ['60']);
    try {
      expect(await yard.unarchive({ src: join(yard.here.folder, 'a.tar') })).toMatchObject({ changed: true });
    } finally {
      running.kill();
    }
  });

  it('unpacks what lies on the machine, and what the machine fetches', async () => {
    await using yard = await openYard();
    yard.pack('tar', '-czf', '../a.tgz', 'bin');
    const bytes = await readFile(join(yard.here.folder, 'a.tgz'));
    await using web = await startWebServer((_request, response) => response.end(bytes));

    const remote = await yard.unarchive({ src: '~/a.tgz', remote_src: true });
    const remoteAgain = await yard.unarchive({ src: '~/a.tgz', remote_src: true });
    const url = await yard.unarchive({ src: `${web.url}/a.tgz`, remote_src: true });

    expect([remote, remoteAgain, url].map(({ changed }) => changed)).toEqual([true, false, false]);
    expect(url).toMatchObject({ handler: 'TgzArchive', src: `${web.url}/a.tgz` });
  });

  it.each([
    ['no archive', 'text\n', 'is no archive that can be read'],
    ['nothing at all', '', 'the file is 0 bytes'],
    ['half an archive', undefined, 'is no archive that can be read'],
  ])('%s', async (_what, content, reason) => {
    await using yard = await openYard();
    yard.pack('tar', '-czf', '../a.tgz', '.');
    const path = join(yard.here.folder, 'a.tgz');
    const bytes = await readFile(path);
    await writeFile(path, content ?? bytes.subarray(0, bytes.length / 2));

    const result = await yard.unarchive({ src: path });

    expect(result).toMatchObject({ failed: true, msg: expect.stringContaining(reason) as unknown });
    expect(await readdir(yard.dest)).toEqual([]);
  });
});
