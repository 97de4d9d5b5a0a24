import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { GROUP_ID, USER_ID } from './account-id.ts';
import { FILE_CONTENT } from './file-content.ts';
import { digestOf } from './file-digest.ts';
import type { DigestAlgorithm } from './file-digest.ts';
import { FILE_FLAGS, MIME_TYPE } from './file-kind.ts';
import { FILE_STAT } from './file-stat.ts';
import type { FileStat, FoundPath } from './file-stat.ts';
import { NO_GNU, askHere } from './testing/ask-here.ts';

const ODD_NAMES = [
  'two words',
  'new\nline',
  `quo'te"s`,
  '-dash',
  '$(echo no)',
  'ünï',
  '`x`',
  'back\\slash',
  '*',
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-facts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.skipIf(NO_GNU)(`facts about files${NO_GNU ? `: ${NO_GNU}` : ''}`, () => {
  const stat = (...paths: readonly string[]) => askHere(FILE_STAT, paths, folder);

  test('a file, a folder and nothing, in the order in which they were asked', () => {
    writeFileSync(join(folder, 'a'), 'hello');
    chmodSync(join(folder, 'a'), 0o640);
    utimesSync(join(folder, 'a'), 1_700_000_000.25, 1_700_000_001.5);
    mkdirSync(join(folder, 'd'));

    const [none, file, below, made] = stat('none', 'a', 'a/b', 'd');

    expect(none).toEqual({ kind: 'missing', path: 'none' });
    expect(below).toEqual({ kind: 'missing', path: 'a/b' });
    expect(found(file).inode).toMatchObject({
      kind: 'file',
      mode: 0o640,
      uid: userInfo().uid,
      owner: userInfo().username,
      sizeBytes: 5,
      links: 1,
      accessedAt: 1_700_000_000.25,
      modifiedAt: 1_700_000_001.5,
      deviceType: 0,
    });
    expect(found(file).access).toEqual({ isReadable: true, isWritable: true, isExecutable: false });
    expect(found(made).inode.kind).toBe('folder');
  });

  test('odd names', () => {
    for (const name of ODD_NAMES) writeFileSync(join(folder, name), name);

    const stats = stat(...ODD_NAMES.flatMap((name) => [name, `${name}-none`, join(folder, name)]));

    const expected = ODD_NAMES.flatMap(() => ['found', 'missing', 'found']);
    expect(stats.map(({ kind }) => kind)).toEqual(expected);
  });

  test('links: what is written, where it leads, and what is there', () => {
    mkdirSync(join(folder, 'real'));
    symlinkSync('real', join(folder, 'to-folder'));
    symlinkSync('nowhere/at all', join(folder, 'dangling'));
    symlinkSync('round', join(folder, 'round'));

    const [toFolder, dangling, round] = stat('to-folder', 'dangling', 'round').map(found);

    expect(toFolder?.inode.kind).toBe('link');
    expect(toFolder?.link).toMatchObject({
      target: 'real',
      realPath: join(folder, 'real'),
      inode: { kind: 'folder' },
    });
    expect(dangling?.link).toMatchObject({ target: 'nowhere/at all', inode: undefined });
    expect(round?.link?.inode).toBeUndefined();
  });

  test('a link whose target is no UTF-8', () => {
    symlinkSync(Buffer.from([0x66, 0xff, 0x0a]), join(folder, 'odd'));

    expect(found(stat('odd')[0]).link?.target).toBe('f\ufffd\n');
  });

  test('names of one file, devices and the home folder', () => {
    writeFileSync(join(folder, 'one'), '');
    linkSync(join(folder, 'one'), join(folder, 'two'));

    const [one, two, device, home, inHome] = stat('one', 'two', '/dev/null', '~', '~/one').map(found);

    expect(one?.inode.inode).toBe(two?.inode.inode);
    expect(one?.inode.links).toBe(2);
    expect(device?.inode).toMatchObject({ kind: 'character', deviceType: 259 });
    expect(home?.path).toBe(folder);
    expect(inHome?.path).toBe(join(folder, 'one'));
  });

  test('more paths than one command takes', () => {
    const names = Array.from({ length: 1203 }, (_, index) => `file ${index}`);
    for (const name of names) writeFileSync(join(folder, name), name);

    expect(stat(...names).map(({ kind }) => kind)).toEqual(names.map(() => 'found'));
    expect(digests('sha1', names)).toEqual(names.map((name) => hash('sha1', name)));
  });

  const digests = (algorithm: DigestAlgorithm, names: readonly string[]) => {
    const { family } = digestOf('', algorithm);
    return askHere(family, names, folder);
  };

  test('digests, of files only', () => {
    for (const name of ODD_NAMES) writeFileSync(join(folder, name), name);
    mkdirSync(join(folder, 'd'));

    const names = ['d', 'none', '/dev/zero', ...ODD_NAMES];

    expect(digests('sha256', names)).toEqual([
      undefined,
      undefined,
      undefined,
      ...ODD_NAMES.map((name) => hash('sha256', name)),
    ]);
  });

  test('contents, as they are', () => {
    const bytes = Buffer.from([0, 255, 10, 0, 13, 10]);
    writeFileSync(join(folder, 'bytes'), bytes);
    writeFileSync(join(folder, 'empty'), '');
    writeFileSync(join(folder, 'large'), Buffer.alloc(16 * 2 ** 20 + 1));

    const read = askHere(FILE_CONTENT, ['none', 'bytes', '.', 'empty', '/dev/null', 'large'], folder);

    expect(read).toEqual([
      { kind: 'missing' },
      { kind: 'content', bytes },
      { kind: 'folder' },
      { kind: 'content', bytes: Buffer.alloc(0) },
      { kind: 'special' },
      { kind: 'too-large', sizeBytes: 16 * 2 ** 20 + 1 },
    ]);
  });

  test('attributes of the file system, however lsattr pads its columns; none where there are none', () => {
    const print = (...answers: readonly string[]) => Buffer.from(answers.map((text) => `${text}\0`).join(''));
    const paths = ['a', 'b', 'c'];

    const flags = FILE_FLAGS.parse(print('123 ----i---e--- a\n', '4567890123   --e--- b\n', ''), paths);

    expect(flags).toEqual([
      { version: '123', letters: 'ie' },
      { version: '4567890123', letters: 'e' },
      { version: undefined, letters: '' },
    ]);
  });

  test('types of contents', () => {
    const answer = Buffer.from('text/plain; charset=us-ascii\n\0cannot open\n\0');
    expect(MIME_TYPE.parse(answer, ['a', 'b'])).toEqual([
      { type: 'text/plain', charset: 'us-ascii' },
      { type: undefined, charset: undefined },
    ]);
  });

  test('numbers of users and groups', () => {
    expect(askHere(USER_ID, ['root', 'no-such-user'], folder)).toEqual([0, undefined]);
    expect(askHere(GROUP_ID, ['no such', 'root'], folder)).toEqual([undefined, 0]);
  });

  test('nothing is left running and nothing is printed beside the answers', () => {
    const { text } = FILE_STAT.script(['none', '/root/none']);
    expect(spawnSync('/bin/sh', ['-c', text]).stderr.toString()).toBe('');
  });
});

function found(stat: FileStat | undefined): FoundPath {
  if (stat?.kind !== 'found') throw new Error(`not found: ${JSON.stringify(stat)}`);
  return stat;
}

function hash(algorithm: DigestAlgorithm, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}
