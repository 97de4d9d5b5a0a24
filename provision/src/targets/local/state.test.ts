import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { findRunningLab, removeState, writeState } from './state.ts';
import type { LocalState } from './state.ts';

let directory: string;
let server: Server;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lab-state-'));
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(directory, { recursive: true });
});

const state = (more: Partial<LocalState> = {}): LocalState => ({
  pid: process.pid,
  host: '127.0.0.1',
  port: (server.address() as AddressInfo).port,
  metricsPort: 1,
  startedAt: '2026-01-01T00:00:00Z',
  promised: { split: [{ release: 'v1', weight: 100 }], limit: null },
  prometheus: { port: 2 },
  ...more,
});

test('a lab that runs is found', async () => {
  await writeState(directory, state());
  expect(await findRunningLab(directory)).toEqual(state());
});

test.each([
  ['nothing was written', async () => {}],
  ['its process is gone', () => writeState(directory, state({ pid: 2 ** 22 + 1 }))],
  ['its port does not answer', () => writeState(directory, state({ port: 1 }))],
  ['it was taken away', () => writeState(directory, state()).then(() => removeState(directory))],
  ['the file is no state of ours', () => writeFile(join(directory, 'local.json'), '{"pid": 1}')],
  ['the file is half a state', () => writeFile(join(directory, 'local.json'), '{"pid": ')],
])('no lab runs where %s', async (_name, prepare) => {
  await prepare();
  expect(await findRunningLab(directory)).toBeUndefined();
});

test('the state is written in one step: no other file stays', async () => {
  await writeState(join(directory, 'new'), state());
  expect(JSON.parse(await readFile(join(directory, 'new', 'local.json'), 'utf8'))).toEqual(state());
  await expect(readFile(join(directory, 'new', 'local.json.tmp'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a folder that cannot be written is an error with its path', async () => {
  await writeFile(join(directory, 'file'), '');
  await expect(writeState(join(directory, 'file'), state())).rejects.toMatchObject({ code: 'io-failed' });
});
