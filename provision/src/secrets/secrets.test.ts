import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { UnresolvedVariable } from '../expression/lazy-record.ts';
import { FileError } from '../errors.ts';
import { randomText } from './random-text.ts';
import { keepSecret, readSecret } from './secret-file.ts';
import { openSecrets } from './secrets.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-secrets-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Opens the secrets of the folder; what was hidden is in `hidden`, made are made-1, made-2, …. */
async function open(isCheck = false) {
  const hidden: string[] = [];
  let count = 0;
  const make = () => `made-${(count += 1)}`;
  return {
    hidden,
    secrets: await openSecrets({ stateFolder: folder, isCheck, make, hide: (value) => hidden.push(value) }),
  };
}

test('one is made when it is first named, hidden, and kept for its owner alone', async () => {
  const { secrets, hidden } = await open();
  expect([await readdir(folder), hidden]).toEqual([[], []]);

  expect([secrets.k3s_token, secrets.k3s_token]).toEqual(['made-1', 'made-1']);

  expect(hidden).toContain('made-1');
  expect(await readdir(join(folder, 'secrets'))).toEqual(['k3s_token']);
  const modes = await Promise.all(
    ['secrets', 'secrets/k3s_token'].map(async (path) => (await stat(join(folder, path))).mode & 0o777),
  );
  expect(modes).toEqual([0o700, 0o600]);
  expect(await readFile(join(folder, 'secrets/k3s_token'), 'utf8')).toBe('made-1\n');
});

test('the next run has the same, and hides them before anybody names them', async () => {
  keepSecret(folder, 'grafana_password', 'kept');
  const { secrets, hidden } = await open();
  expect(hidden).toEqual(['kept']);
  expect(secrets.grafana_password).toBe('kept');
  expect(await readSecret(folder, 'grafana_password')).toBe('kept');
  expect(await readSecret(folder, 'k3s_token')).toBeUndefined();
});

test('of two runs at once, the first one decides', async () => {
  const { secrets, hidden } = await open();
  keepSecret(folder, 'k3s_token', 'first');
  expect(secrets.k3s_token).toBe('first');
  expect(hidden).toContain('first');
  expect(await readdir(join(folder, 'secrets'))).toEqual(['k3s_token']);
});

test('with --check nothing is kept', async () => {
  const { secrets, hidden } = await open(true);
  expect([secrets.k3s_token, hidden]).toEqual(['made-1', ['made-1']]);
  expect(await readdir(folder)).toEqual([]);
});

test('an empty file is no secret, and a folder that is none is a problem', async () => {
  await mkdir(join(folder, 'secrets'));
  await writeFile(join(folder, 'secrets/k3s_token'), '\n');
  await expect(open()).rejects.toThrow(FileError);

  await rm(join(folder, 'secrets'), { recursive: true });
  const { secrets } = await open();
  await writeFile(join(folder, 'secrets'), '');
  expect(() => secrets.k3s_token).toThrow(UnresolvedVariable);
});

test('32 letters and digits, never the same', () => {
  const made = Array.from({ length: 50 }, randomText);
  expect(new Set(made).size).toBe(50);
  for (const text of made) expect(text).toMatch(/^[A-Za-z0-9]{32}$/);
});
