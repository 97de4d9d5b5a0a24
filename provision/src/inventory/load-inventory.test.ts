import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { SshAddress } from './inventory.ts';
import { sourceFiles } from '../source/read.ts';
import { loadInventory } from './load-inventory.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-inventory-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text, { mode: 0o600 });
  }
}

async function load(files: Readonly<Record<string, string>>) {
  await write(files);
  const context = { files: sourceFiles(folder), currentDirectory: folder, userName: 'me' };
  return loadInventory({ kind: 'file', path: 'hosts.yml' }, context);
}

async function places(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { loaded, problems } = await load(files);
  expect(loaded).toBeUndefined();
  return problems.map(({ file, position, code }) => `${file}:${position?.line}:${position?.column} ${code}`);
}

const ssh = (given: Partial<SshAddress>): SshAddress => ({
  kind: 'ssh',
  host: 'h',
  port: 22,
  user: 'me',
  privateKeyFile: undefined,
  proxyJump: undefined,
  ...given,
});

test('hosts, ranges, nested groups and how each machine is reached', async () => {
  const { loaded, problems } = await load({
    'hosts.yml': `
all:
  vars: { ansible_user: vagrant, ansible_ssh_common_args: -J ops@gate:2200 }
  hosts:
    gate: { ansible_host: 10.0.0.1, ansible_port: '2200', ansible_ssh_private_key_file: keys/gate }
    here: { ansible_connection: local }
  children:
    cluster:
      children:
        nodes:
          hosts: { 'node[1:2]': { ansible_port: 2222 } }
nodes:
  hosts: { extra: }
`,
    'keys/gate': 'key',
  });

  expect(problems).toEqual([]);
  const gate = ssh({
    host: '10.0.0.1',
    port: 2200,
    user: 'vagrant',
    privateKeyFile: join(folder, 'keys/gate'),
  });
  const jump = { ...gate, user: 'ops' };
  const node = (name: string, port = 2222) => ({
    name,
    machineId: undefined,
    address: ssh({ host: name, port, user: 'vagrant', proxyJump: jump }),
    groups: ['nodes', 'cluster', 'all'],
  });
  expect(loaded?.inventory.hosts).toEqual([
    { name: 'gate', machineId: undefined, address: gate, groups: ['ungrouped', 'all'] },
    { name: 'here', machineId: undefined, address: { kind: 'local' }, groups: ['ungrouped', 'all'] },
    node('node1'),
    node('node2'),
    node('extra', 22),
  ]);
  expect(Object.fromEntries(loaded?.inventory.groups ?? [])).toEqual({
    all: ['gate', 'here', 'node1', 'node2', 'extra'],
    ungrouped: ['gate', 'here'],
    cluster: ['node1', 'node2', 'extra'],
    nodes: ['node1', 'node2', 'extra'],
  });
});

test('variables come lowest first: inventory groups, group_vars, the host, host_vars', async () => {
  const { loaded } = await load({
    'hosts.yml': `
all:
  vars: { v: 1 all of inventory }
  children:
    b: { hosts: { h: { v: 7 host } }, vars: { v: 3 b } }
    a: { hosts: { h: }, vars: { v: 2 a } }
`,
    'group_vars/all.yml': 'v: 4 group_vars all',
    'group_vars/b/2.yml': 'v: 6 second file',
    'group_vars/b/1.yml': 'v: 5 first file',
    'group_vars/b/notes.txt': 'not: read',
    'group_vars/other.yml': '{ broken',
    'host_vars/h.yaml': 'v: 8 host_vars',
  });
  const values = loaded?.hostVariables.get('h')?.map((layer) => layer.get('v'));
  expect(values?.map((value) => (value?.kind === 'plain' ? value.value : value))).toEqual([
    '1 all of inventory',
    '2 a',
    '3 b',
    '4 group_vars all',
    '5 first file',
    '6 second file',
    '7 host',
    '8 host_vars',
  ]);
});

test('the password of sudo is a secret, and no variable', async () => {
  const { loaded } = await load({
    'hosts.yml': 'all: { hosts: { h: } }',
    'host_vars/h.yml': 'ansible_become_password: hush',
  });
  expect(loaded?.becomePasswords.get('h')?.reveal()).toBe('hush');
  expect(loaded?.hostVariables.get('h')).toEqual([]);
});

test.skipIf(process.platform === 'win32')('a password that others can read is a problem', async () => {
  await write({ 'hosts.yml': 'all: { hosts: { h: { ansible_become_pass: hush } } }' });
  await chmod(join(folder, 'hosts.yml'), 0o644);
  const context = { files: sourceFiles(folder), currentDirectory: folder, userName: 'me' };
  const { problems } = await loadInventory({ kind: 'file', path: 'hosts.yml' }, context);
  expect(problems).toEqual([
    {
      code: 'exposed-password',
      message: 'this file holds a password, and other users can read it',
      file: 'hosts.yml',
      position: { line: 1, column: 22 },
      hint: 'chmod 600 hosts.yml; or leave it out and give -K',
    },
  ]);
});

test('every mistake of an inventory at once, each at its place', async () => {
  const found = await places({
    'hosts.yml': `all:
  host: {}
  hosts:
    node[3:1]:
    bad name:
    a: { ansible_hots: x, ansible_port: many }
    b: { ansible_user: '{{ me }}', v: '{{ broken' }
    c: { ansible_ssh_private_key_file: missing, ansible_ssh_common_args: -o Compression=yes }
  children:
    1st:
`,
    'group_vars/all.yml': 'ansible_python_interpreter: /usr/bin/python3',
    'host_vars/a.yml': '- a list',
  });
  expect(found.toSorted()).toEqual(
    [
      'hosts.yml:2:3 unknown-key',
      'hosts.yml:4:5 bad-range',
      'hosts.yml:5:5 bad-range',
      'hosts.yml:6:10 unknown-setting',
      'hosts.yml:6:41 bad-value',
      'hosts.yml:7:24 bad-value',
      'hosts.yml:7:40 template-syntax',
      'hosts.yml:8:10 file-unreadable',
      'hosts.yml:8:49 bad-value',
      'hosts.yml:10:5 bad-value',
      'group_vars/all.yml:1:1 unknown-setting',
      'host_vars/a.yml:1:1 wrong-type',
    ].toSorted(),
  );
});

test('groups that go round in a circle', async () => {
  const text = 'a: { children: { b: } }\nb: { children: { a: } }\nc: { hosts: { h: } }\n';
  expect(await places({ 'hosts.yml': text })).toEqual(['hosts.yml:1:4 inventory-format']);
});

test.each([
  '[web]\nh ansible_host=10.0.0.1\n',
  '# hosts\nh ansible_host=10.0.0.1 ansible_user=a\n',
  'h1\nh2\n',
])('an INI inventory names our way: %j', async (text) => {
  const { problems } = await load({ 'hosts.yml': text });
  expect(problems.map(({ code, hint }) => [code, hint?.includes('--list --yaml')])).toEqual([
    ['inventory-format', true],
  ]);
});

test.each(['', 'all:', 'all: { hosts: {} }'])('an inventory without a host: %j', async (text) => {
  const { problems } = await load({ 'hosts.yml': text });
  expect(problems.map(({ code }) => code)).toEqual(['no-machines']);
});

test('names on the command line', async () => {
  const context = {
    files: sourceFiles(folder),
    currentDirectory: folder,
    userName: 'me',
    privateKeyFile: '/k',
  };
  const { loaded } = await loadInventory({ kind: 'names', names: ['a', 'b'] }, context);
  expect(loaded?.inventory.hosts.map(({ address }) => address)).toEqual([
    ssh({ host: 'a', privateKeyFile: '/k' }),
    ssh({ host: 'b', privateKeyFile: '/k' }),
  ]);
});
