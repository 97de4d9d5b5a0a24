import { createHash, randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { expect, test } from 'vitest';

import { sh } from '../../shell/command.ts';
import type { Content } from '../connection.ts';
import { ME, startMachine } from '../testing/machine.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from("it's é\n")],
  ['any bytes', Buffer.from([0, 255, 10, 39])],
  ['1 MB', randomBytes(1_000_000)],
])('bytes: %s', async (_what, bytes) => {
  await using machine = await startMachine();
  const sent = await machine.connection.send({ kind: 'bytes', bytes }, { identity: ME });

  expect(sent.sha256).toBe(sha256(bytes));
  expect((await readFile(sent.path)).equals(bytes)).toBe(true);
  expect([(await stat(sent.path)).mode & 0o777, (await stat(dirname(sent.path))).mode & 0o777]).toEqual([
    0o600, 0o700,
  ]);
  expect((await buffer(await machine.connection.receive(sent.path, { identity: ME }))).equals(bytes)).toBe(
    true,
  );
});

test.each([
  { what: 'the login user', becomeUser: undefined },
  { what: 'another user', becomeUser: 'nobody' },
  { what: 'the login user of a machine without SFTP', becomeUser: undefined, hasNoSftp: true },
])('a large file for $what', async ({ becomeUser, hasNoSftp = false }) => {
  await using machine = await startMachine({ faults: { hasNoSftp } });
  const bytes = randomBytes(3_000_000);
  const path = join(machine.folder, 'large');
  await writeFile(path, bytes);
  const progress: number[] = [];
  const sent = await machine.connection.send(
    { kind: 'local-file', path },
    { identity: { ...ME, becomeUser }, onProgress: (sentBytes) => progress.push(sentBytes) },
  );

  expect(sent.sha256).toBe(sha256(bytes));
  expect((await readFile(sent.path)).equals(bytes)).toBe(true);
  expect((await stat(sent.path)).mode & 0o777).toBe(0o600);
  expect(progress.at(-1)).toBe(3_000_000);
});

test('more large files at once than the machine takes channels: all of them arrive', async () => {
  await using machine = await startMachine();
  const bytes = randomBytes(1_000_000);
  const path = join(machine.folder, 'large');
  await writeFile(path, bytes);
  const sent = await Promise.all(
    Array.from({ length: 12 }, () => machine.connection.send({ kind: 'local-file', path }, { identity: ME })),
  );
  const arrived = await Promise.all(sent.map(async (each) => (await readFile(each.path)).equals(bytes)));
  expect(arrived).toEqual(sent.map(() => true));
});

test('what was sent goes with the connection', async () => {
  await using machine = await startMachine();
  const { path } = await machine.connection.send(
    { kind: 'bytes', bytes: randomBytes(100_000) },
    { identity: ME },
  );
  await machine.connection.reset();

  await expect(stat(path)).rejects.toThrow('ENOENT');
});

test('a transfer that is aborted, and one that is cut, leave a connection that works', async () => {
  await using machine = await startMachine();
  const stop = new AbortController();
  const content: Content = { kind: 'bytes', bytes: randomBytes(2_000_000) };
  const { connection } = machine;

  await expect(
    connection.send(content, {
      identity: ME,
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('enough')),
    }),
  ).rejects.toThrow('enough');
  await expect(
    connection.send(content, { identity: ME, onProgress: () => machine.server.cut() }),
  ).rejects.toMatchObject({ code: 'machine-unreachable' });
  expect((await connection.send(content, { identity: ME })).sha256).toBe(
    sha256(content.kind === 'bytes' ? content.bytes : Buffer.alloc(0)),
  );
});

test.each([
  { what: 'missing', path: '/no/such/file' },
  { what: 'a folder', path: '/' },
])('a file to receive that is $what', async ({ path }) => {
  await using machine = await startMachine();

  await expect(machine.connection.receive(path, { identity: ME })).rejects.toMatchObject({
    code: 'command-failed',
    message: expect.stringContaining(`node1: ${path} cannot be read`) as unknown,
  });
});

test('a local file that is not there', async () => {
  await using machine = await startMachine();

  await expect(
    machine.connection.send({ kind: 'local-file', path: '/no/such/file' }, { identity: ME }),
  ).rejects.toMatchObject({ code: 'io-failed', path: '/no/such/file' });
});

test('what was sent outlives many commands; what those needed does not stay', async () => {
  await using machine = await startMachine();
  const { connection } = machine;
  const { path } = await connection.send({ kind: 'bytes', bytes: Buffer.from('kept') }, { identity: ME });
  for (let count = 0; count < 40; count += 1) {
    await connection.execute(sh`echo ${count}; cat`, { identity: ME, input: Buffer.from('input') });
  }
  const [kept, files, filled] = await connection.ask(
    [sh`cat ${path}`, sh`find "$lab_dir" -type f`, sh`find "$lab_dir" -type f -size +0 ! -name 'pid.*'`],
    { identity: ME },
  );

  expect(kept?.stdout.toString()).toBe('kept');
  expect(filled?.stdout.toString()).toBe(`${path}\n`);
  expect(files?.stdout.toString().split('\n').length).toBeLessThan(16 * 5);
});
