import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import ownPackage from '../package.json' with { type: 'json' };
import { libVersion } from './lib-version.ts';
import { versionOf } from './version-of.ts';

const SHA = '0123456789abcdef0123456789abcdef01234567';
const OTHER_SHA = 'fedcba9876543210fedcba9876543210fedcba98';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lib-version-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const packageJson = '{"name": "@lab/thing", "version": "1.2.3"}';

describe('name and version', () => {
  test('come from the nearest package.json that has both', () => {
    write({
      'package.json': '{"name": "root", "version": "9.9.9"}',
      'thing/package.json': packageJson,
      'thing/src/package.json': '{"type": "module"}',
      'thing/src/main.ts': '',
    });

    const expected = { name: '@lab/thing', version: '1.2.3', commit: 'unknown', buildTime: 'unknown' };
    expect(versionOf(join(root, 'thing/src'), { env: {} })).toEqual(expected);
    expect(versionOf(pathToFileURL(join(root, 'thing/src/main.ts')).href, { env: {} })).toEqual(expected);
  });

  test('are missing: an error that says where was looked', () => {
    expect(() => versionOf(root, { env: {} })).toThrow(`at or above ${root}`);
  });

  test('of lib-version itself', () => {
    expect(libVersion()).toBe(ownPackage.version);
  });
});

describe('commit and build time', () => {
  test('build-info.json above the package wins over the environment and git', () => {
    write({
      'thing/package.json': packageJson,
      'build-info.json': '{"commit": "abc", "buildTime": "2026-11-20T10:00:00Z"}',
      '.git/HEAD': SHA,
    });

    const env = { GIT_COMMIT: 'env', BUILD_TIME: 'env' };
    expect(versionOf(join(root, 'thing'), { env })).toMatchObject({
      commit: 'abc',
      buildTime: '2026-11-20T10:00:00Z',
    });
  });

  test('the environment wins over git, and an empty variable or key counts as none', () => {
    write({ 'package.json': packageJson, 'build-info.json': '{"commit": ""}', '.git/HEAD': SHA });

    expect(versionOf(root, { env: { GIT_COMMIT: 'env', BUILD_TIME: 'noon' } })).toMatchObject({
      commit: 'env',
      buildTime: 'noon',
    });
    expect(versionOf(root, { env: { GIT_COMMIT: '' } })).toMatchObject({ commit: SHA, buildTime: 'unknown' });
  });

  test.each([['{'], ['{"comit": "abc"}'], ['{"commit": 7}']])(
    'a broken build-info.json is an error: %s',
    (text) => {
      write({ 'package.json': packageJson, 'build-info.json': text });

      expect(() => versionOf(root, { env: {} })).toThrow('build-info.json');
    },
  );
});

describe('git', () => {
  test.each<[string, Record<string, string>]>([
    ['a detached head', { '.git/HEAD': `${SHA}\n` }],
    ['a loose branch', { '.git/HEAD': 'ref: refs/heads/a/b\n', '.git/refs/heads/a/b': `${SHA}\n` }],
    [
      'a packed branch',
      {
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.git/packed-refs': `# pack-refs with: peeled fully-peeled sorted\n${OTHER_SHA} refs/heads/not-main\n${SHA} refs/heads/main\n^${OTHER_SHA}\n`,
      },
    ],
    [
      'a loose branch that is packed, too',
      {
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.git/refs/heads/main': SHA,
        '.git/packed-refs': `${OTHER_SHA} refs/heads/main\n`,
      },
    ],
    [
      'a worktree',
      {
        '.git': 'gitdir: elsewhere/.git/worktrees/one\n',
        'elsewhere/.git/HEAD': OTHER_SHA,
        'elsewhere/.git/worktrees/one/HEAD': 'ref: refs/heads/topic\n',
        'elsewhere/.git/worktrees/one/commondir': '../..\n',
        'elsewhere/.git/refs/heads/topic': `${SHA}\n`,
      },
    ],
  ])('%s', (_name, files) => {
    write({ 'package.json': packageJson, ...files });

    expect(versionOf(root, { env: {} }).commit).toBe(SHA);
  });

  test.each<[string, Record<string, string>]>([
    ['no commit yet', { '.git/HEAD': 'ref: refs/heads/main\n' }],
    ['a ref outside refs/', { '.git/HEAD': 'ref: ../secret\n', secret: SHA }],
    ['refs that name each other', { '.git/HEAD': 'ref: refs/a\n', '.git/refs/a': 'ref: refs/a\n' }],
    ['no .git', {}],
  ])('unknown: %s', (_name, files) => {
    write({ 'package.json': packageJson, ...files });

    expect(versionOf(root, { env: {} }).commit).toBe('unknown');
  });

  test('a checkout around node_modules is not the commit of what is installed there', () => {
    write({ '.git/HEAD': SHA, 'node_modules/thing/package.json': packageJson });

    expect(versionOf(join(root, 'node_modules/thing'), { env: {} }).commit).toBe('unknown');
  });
});
