import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { HostKeyError } from './errors.ts';
import { createKnownHosts } from './known-hosts.ts';
import type { KnownHosts } from './known-hosts.ts';

const keyNamed = (word: string): Buffer =>
  Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from(`ssh-ed25519${word}`)]);

let folder: string;
let file: string;
let notes: string[];
let known: KnownHosts;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-known-'));
  file = join(folder, 'lab', 'known_hosts');
  notes = [];
  known = createKnownHosts({ file, onNote: (machine, text) => notes.push(`${machine}: ${text}`) });
});
afterEach(() => rm(folder, { recursive: true }));

const machine = { name: 'node1', host: '127.0.0.1', port: 2222, machineId: 'a b' };
const base64 = (word: string): string => keyNamed(word).toString('base64');

test('writes lines that OpenSSH reads, the id where it has comments', async () => {
  await known.check(machine, keyNamed('one'));
  await known.check({ name: 'box', host: 'box', port: 22, machineId: undefined }, keyNamed('two'));

  expect(await readFile(file, 'utf8')).toBe(
    `[127.0.0.1]:2222 ssh-ed25519 ${base64('one')} machine=a%20b\nbox ssh-ed25519 ${base64('two')}\n`,
  );
  expect(notes).toHaveLength(2);
  expect(await known.keyType(machine)).toBe('ssh-ed25519');
});

test('the same machine is the same under another port too', async () => {
  await known.check(machine, keyNamed('one'));
  await known.check({ ...machine, port: 2200 }, keyNamed('one'));

  await expect(known.check({ ...machine, port: 2201 }, keyNamed('two'))).rejects.toBeInstanceOf(HostKeyError);
  expect(notes).toHaveLength(1);
});

test('a new machine at an old address takes its place', async () => {
  await known.check(machine, keyNamed('one'));
  await known.check({ ...machine, machineId: 'new' }, keyNamed('two'));

  expect(await readFile(file, 'utf8')).toBe(`[127.0.0.1]:2222 ssh-ed25519 ${base64('two')} machine=new\n`);
  expect(notes[1]).toMatch(
    /^node1: a new machine at \[127\.0\.0\.1\]:2222: the old one's host key is forgotten/,
  );
});

test.each([
  { what: 'neither has an id', before: undefined, after: undefined },
  { what: 'only the known one has an id', before: 'id', after: undefined },
  { what: 'only the new one has an id', before: undefined, after: 'id' },
])('another key is refused where $what, the same one is good', async ({ before, after }) => {
  await known.check({ ...machine, machineId: before }, keyNamed('one'));
  await known.check({ ...machine, machineId: after }, keyNamed('one'));

  await expect(known.check({ ...machine, machineId: after }, keyNamed('two'))).rejects.toMatchObject({
    code: 'host-key-changed',
    host: 'node1',
  });
  expect(await readFile(file, 'utf8')).toContain((before ?? after) ? 'machine=id' : base64('one'));
});

test('forgets a machine at its address and under its id, and nothing else', async () => {
  await known.check(machine, keyNamed('one'));
  await known.check({ ...machine, port: 2200 }, keyNamed('one'));
  await writeFile(
    file,
    `# kept\n|1|hashed= ssh-rsa AAAA\n${await readFile(file, 'utf8')}other ssh-rsa AAAA\n`,
  );

  expect(await known.forget(machine)).toBe(2);
  expect(await readFile(file, 'utf8')).toBe('# kept\n|1|hashed= ssh-rsa AAAA\nother ssh-rsa AAAA\n');
});

test('several first contacts at once lose none', async () => {
  await Promise.all(
    [1, 2, 3, 4, 5].map((port) =>
      known.check({ ...machine, machineId: `${port}`, port }, keyNamed(`${port}`)),
    ),
  );

  expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(5);
});
