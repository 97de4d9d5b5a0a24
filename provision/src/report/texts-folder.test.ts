import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { textsFolder } from './texts-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'texts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('each text is a file that only the user can read', () => {
  const keep = textsFolder(join(folder, 'texts'), (path) => path);
  // A character of two halves across the place where a text is cut into pieces.
  const text = `${'x'.repeat(1_048_575)}😀${'y'.repeat(10)}`;
  const first = keep(text, { host: 'node1', field: 'stdout' });
  const second = keep('b', { host: '../x', field: 'a b' });

  expect([first, second]).toEqual([
    join(folder, 'texts', '1-node1-stdout.txt'),
    join(folder, 'texts', '2-.._x-a_b.txt'),
  ]);
  expect(readFileSync(first, 'utf8') === text).toBe(true);
  expect(statSync(first).mode & 0o777).toBe(0o600);
});

test('what cannot be kept says why', () => {
  writeFileSync(join(folder, 'file'), '');
  const keep = textsFolder(join(folder, 'file', 'texts'), (path) => path);

  expect(keep('x', { host: 'a', field: 'stdout' })).toMatch(/^it could not be kept, ENOTDIR/);
});
