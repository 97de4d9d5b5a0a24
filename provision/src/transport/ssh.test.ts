import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { sh } from '../shell/command.ts';
import { Secret } from '../shell/secret.ts';
import type { Connection, Identity } from './connection.ts';
import { BecomeError, ConnectError, HostKeyError } from './errors.ts';
import { ASKING_SUDO, ME, startMachine } from './testing/machine.ts';

const ROOT: Identity = { becomeUser: 'root', becomePassword: undefined };

const withPassword = (password: string): Identity => ({
  becomeUser: 'root',
  becomePassword: new Secret(password),
});

const hello = async (connection: Connection, identity: Identity = ME): Promise<string | undefined> => {
  const [output] = await connection.ask([sh`echo hello`], { identity });
  return output?.stdout.toString();
};

test('one connection and one shell an identity, however many commands', async () => {
  await using machine = await startMachine();
  for (const identity of [ME, ROOT, ME, ROOT]) await hello(machine.connection, identity);
  await machine.connection.execute(sh`:`, { identity: ROOT });

  expect(machine.server.connections).toBe(1);
  expect(machine.server.commands).toEqual(['exec sh', 'exec sudo -n -H -u root sh']);
});

test('never more than 8 channels', async () => {
  await using machine = await startMachine({ faults: { maxSessions: 8 } });
  const users = Array.from({ length: 30 }, (_, index) => ({ ...ROOT, becomeUser: `user${index % 12}` }));

  expect(await Promise.all(users.map((identity) => hello(machine.connection, identity)))).toEqual(
    users.map(() => 'hello\n'),
  );
});

test('the password goes to sudo alone, past its lecture', async () => {
  await using machine = await startMachine({ sudo: ASKING_SUDO });

  expect(await hello(machine.connection, withPassword('secret'))).toBe('hello\n');
  expect(machine.server.commands.join('\n')).not.toContain('secret');
});

test.each([
  {
    what: 'wrong',
    identity: withPassword('guess'),
    message: 'node1: cannot become root: the password is wrong',
  },
  {
    what: 'missing',
    identity: ROOT,
    message:
      'node1: cannot become root: sudo asks for a password there, and none was given (sudo: a password is required)',
  },
])('a password that is $what is said at once', async ({ identity, message }) => {
  await using machine = await startMachine({ sudo: ASKING_SUDO });
  const failure = await hello(machine.connection, identity).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(BecomeError);
  expect((failure as BecomeError).message).toBe(message);
  expect(await hello(machine.connection)).toBe('hello\n');
});

test('sudo that wants a terminal', async () => {
  const sudo = '#!/bin/sh\necho "sudo: sorry, you must have a tty to run sudo" >&2\nexit 1\n';
  await using machine = await startMachine({ sudo });

  await expect(hello(machine.connection, ROOT)).rejects.toMatchObject({
    code: 'become-failed',
    user: 'root',
    hint: 'take requiretty out of the sudoers of the machine',
  });
});

test('a question is asked again on a new connection when the old one was cut', async () => {
  await using machine = await startMachine();
  await hello(machine.connection);
  machine.server.cut();

  expect(await hello(machine.connection)).toBe('hello\n');
});

test('a command that was cut is an error, never a success, and is not run again', async () => {
  await using machine = await startMachine();
  const log = join(machine.folder, 'log');
  const running = machine.connection.execute(sh`echo ran >>${log}; sleep 60 & echo $! >>${log}; wait`, {
    identity: ME,
  });
  await machine
    .connect()
    .execute(sh`until [ "$(wc -l <${log})" -eq 2 ]; do sleep 0.01; done 2>/dev/null`, { identity: ME });
  machine.server.cut();

  await expect(running).rejects.toBeInstanceOf(ConnectError);
  const [word, pid] = (await readFile(log, 'utf8')).trim().split('\n');
  expect(word).toBe('ran');
  process.kill(Number(pid));
});

test('a connection that is cut within an output', async () => {
  await using machine = await startMachine();
  await hello(machine.connection);
  machine.server.faults.cutAfterBytes = 1_000_000;

  await expect(
    machine.connection.execute(sh`head -c 5000000 /dev/zero`, { identity: ME }),
  ).rejects.toMatchObject({ code: 'machine-unreachable', host: 'node1' });
});

test('a machine that went for good is given up after the last try', async () => {
  await using machine = await startMachine();
  await hello(machine.connection);
  machine.server.faults.refusesLogin = true;
  machine.server.cut();

  await expect(hello(machine.connection)).rejects.toBeInstanceOf(ConnectError);
});

test('after a reset the next call opens a new connection', async () => {
  await using machine = await startMachine();
  await hello(machine.connection);
  await machine.connection.reset();

  expect(await hello(machine.connection)).toBe('hello\n');
  expect(machine.server.commands).toEqual(['exec sh', 'exec sh']);
});

test('a machine that nobody knows is accepted and noted; one with another key is refused', async () => {
  await using machine = await startMachine();
  await hello(machine.connection);
  machine.server.changeHostKey();
  await machine.connection.reset();
  const failure = await hello(machine.connection).catch((error: unknown) => error);

  expect(machine.notes).toHaveLength(1);
  expect(machine.notes[0]).toMatch(/^first contact with \[127\.0\.0\.1\]:\d+: its host key is SHA256:/);
  expect(failure).toBeInstanceOf(HostKeyError);
  expect((failure as HostKeyError).hint).toBe(
    'if the machine was made anew, forget its old key: lab ssh --forget node1',
  );
  expect(await hello(machine.connect({ machineId: 'id-2' }))).toBe('hello\n');
  expect(machine.notes[1]).toMatch(
    /^a new machine at .*: the old one's host key is forgotten, this one's is SHA256:/,
  );
});

test('through another machine', async () => {
  await using machine = await startMachine();
  await using jump = await startMachine();
  const { address } = machine.host;
  if (address.kind !== 'ssh' || jump.host.address.kind !== 'ssh') throw new Error('not over SSH');
  const connection = machine.connect({ address: { ...address, proxyJump: jump.host.address } });
  await rm(join(jump.folder, 'key'));
  await expect(hello(connection)).rejects.toThrow('cannot be read');
  await writeFile(join(jump.folder, 'key'), jump.server.privateKey);

  expect(await hello(connection)).toBe('hello\n');
  expect([machine.server.connections, jump.server.connections]).toEqual([1, 1]);
});

test.each([
  {
    what: 'a login that is refused',
    faults: { refusesLogin: true },
    message: /vagrant@127\.0\.0\.1:\d+ refused the login; tried: the key /,
  },
  {
    what: 'a server that says nothing',
    faults: { isSilent: true },
    connectTimeoutMs: 100,
    message: /took the connection, but did not finish the login within 0\.1 s/,
  },
])('$what', async ({ message, ...options }) => {
  await using machine = await startMachine(options);

  await expect(hello(machine.connection)).rejects.toThrow(message);
});

test('nobody listens', async () => {
  const gone = await startMachine();
  await gone.server[Symbol.asyncDispose]();

  await expect(hello(gone.connection)).rejects.toMatchObject({
    code: 'machine-unreachable',
    hint: 'is the machine up, and is this the port of its SSH server?',
  });
  await rm(gone.folder, { recursive: true });
});

test('a key file that is none', async () => {
  await using machine = await startMachine();
  await writeFile(join(machine.folder, 'key'), 'no key');

  await expect(hello(machine.connection)).rejects.toThrow('is no private key that can be used');
});

test('a login that hangs ends with the signal', async () => {
  await using machine = await startMachine({ faults: { isSilent: true } });
  const stop = new AbortController();
  const asking = machine.connection.ask([sh`:`], { identity: ME, signal: stop.signal });
  await machine.server.connected;
  stop.abort(new Error('enough'));

  await expect(asking).rejects.toMatchObject({ code: 'machine-unreachable' });
});

test('a shell that was opened ahead is the one that is used, and is opened once', async () => {
  await using machine = await startMachine();
  machine.connection.warm({ identity: ROOT });
  machine.connection.warm({ identity: ROOT });
  await Promise.all([hello(machine.connection, ROOT), hello(machine.connection, ROOT)]);

  expect(machine.server.connections).toBe(1);
  expect(machine.server.commands[0]).toBe('exec sudo -n -H -u root sh');
  expect(machine.server.commands.length).toBeLessThanOrEqual(2);
});

test('what goes wrong ahead is said by the call that needs it', async () => {
  await using machine = await startMachine({ sudo: ASKING_SUDO });
  machine.connection.warm({ identity: ROOT });

  await expect(hello(machine.connection, ROOT)).rejects.toMatchObject({ code: 'become-failed' });
  expect(await hello(machine.connection)).toBe('hello\n');
});
