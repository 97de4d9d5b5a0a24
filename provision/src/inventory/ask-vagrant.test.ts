import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { askVagrant } from './ask-vagrant.ts';

// A stand-in for Vagrant: it says what the test wrote down, and counts how often it was asked.
const VAGRANT = `#!/bin/sh
echo "$*" >> "$FAKE/calls"
case "$1" in
  status) cat "$FAKE/status" ;;
  ssh-config) shift; for name; do cat "$FAKE/$name.config"; done ;;
esac
`;

let folder = '';
const servers: Server[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-vagrant-'));
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin', 'vagrant'), VAGRANT);
  await chmod(join(folder, 'bin', 'vagrant'), 0o755);
  await writeFile(join(folder, 'calls'), '');
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await rm(folder, { recursive: true });
});

/** Something that greets as an SSH server does. */
async function listen(): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => undefined).end('SSH-2.0-test\r\n'));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function machine(name: string, given: { id: string; port: number; state?: string }): Promise<void> {
  await mkdir(join(folder, '.vagrant/machines', name, 'docker'), { recursive: true });
  await writeFile(join(folder, '.vagrant/machines', name, 'docker/id'), given.id);
  const config = `Host ${name}\n  HostName 127.0.0.1\n  User vagrant\n  Port ${given.port}\n\n`;
  await writeFile(join(folder, `${name}.config`), config);
}

const MACHINES = {
  controller: { role: 'controller', address: '192.168.56.110' },
  node1: { role: 'node', address: '192.168.56.111' },
  node2: { role: 'node', address: '192.168.56.112' },
} as const;

async function ask(path = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`) {
  const { written, problems } = await askVagrant({
    folder,
    stateFolder: join(folder, '.vagrant'),
    cacheFile: join(folder, 'cache.json'),
    machines: MACHINES,
    environment: { PATH: path, FAKE: folder },
    signal: new AbortController().signal,
  });
  return {
    hosts: written?.hosts.map(({ name, machineId }) => `${name} ${machineId}`),
    absent: Object.fromEntries(written?.absent ?? []),
    problems,
    groups: written?.groups,
    layers: written?.hosts[0]?.layers,
    calls: (await readFile(join(folder, 'calls'), 'utf8')).split('\n').filter((line) => line !== ''),
  };
}

const status = (states: Readonly<Record<string, string>>) =>
  writeFile(
    join(folder, 'status'),
    Object.entries(states)
      .map(([name, state]) => `1,${name},state,${state}\n`)
      .join(''),
  );

test('the machines that run, with their ids; the others say why they are missing', async () => {
  await machine('controller', { id: 'c1', port: await listen() });
  await machine('node1', { id: 'n1', port: 1 });
  await status({ controller: 'running', node1: 'poweroff', node2: 'not_created' });

  const { hosts, absent, groups, layers, calls, problems } = await ask();

  expect([hosts, problems]).toEqual([['controller docker/c1'], []]);
  expect(absent).toEqual({
    node1: { message: 'does not run (Vagrant says poweroff)', hint: 'vagrant up node1' },
    node2: { message: 'does not run: it was not made yet', hint: 'vagrant up node2' },
  });
  expect(groups?.map(({ name, hosts: members }) => [name, members])).toEqual([
    ['controllers', ['controller']],
    ['nodes', ['node1', 'node2']],
  ]);
  expect(layers?.[0]?.variables.get('node_ip')).toMatchObject({ kind: 'plain', value: '192.168.56.110' });
  expect(calls).toEqual(['status --machine-readable', 'ssh-config controller']);
});

test('Vagrant is asked once for the same machines, and again when one is new or does not answer', async () => {
  await machine('controller', { id: 'c1', port: await listen() });
  await status({ controller: 'running' });
  await ask();
  expect((await ask()).calls).toHaveLength(2);

  await machine('controller', { id: 'c2', port: await listen() });
  const renewed = await ask();
  expect([renewed.hosts, renewed.calls.length]).toEqual([['controller docker/c2'], 4]);

  for (const server of servers.splice(0)) server.close();
  expect((await ask()).calls).toHaveLength(6);
});

test('a machine that did not run is asked for each time: it may run now', async () => {
  await machine('controller', { id: 'c1', port: await listen() });
  await machine('node1', { id: 'n1', port: await listen() });
  await status({ controller: 'running', node1: 'poweroff' });
  await ask();
  await status({ controller: 'running', node1: 'running' });
  expect((await ask()).hosts).toEqual(['controller docker/c1', 'node1 docker/n1']);
});

test('where nothing was made, nobody is asked', async () => {
  expect(await ask()).toMatchObject({ hosts: [], calls: [], problems: [] });
});

test('Vagrant is not installed', async () => {
  await machine('controller', { id: 'c1', port: 1 });
  const { problems } = await ask(join(folder, 'nothing'));
  expect(problems.map(({ code, message }) => [code, message])).toEqual([
    ['vagrant-failed', 'Vagrant is not installed'],
  ]);
});

test('what Vagrant says when it fails is shown', async () => {
  await machine('controller', { id: 'c1', port: 1 });
  await writeFile(join(folder, 'bin', 'vagrant'), '#!/bin/sh\necho "no Vagrantfile" >&2; exit 1\n');
  const { problems } = await ask();
  expect(problems.map(({ message }) => message)).toEqual([
    '`vagrant status --machine-readable` failed: no Vagrantfile',
  ]);
});
