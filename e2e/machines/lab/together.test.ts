import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { recapOf } from '../../provision-run.ts';
import { LAB } from './lab.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remla-together-'));
  await LAB.up();
});
afterAll(() => rm(folder, { recursive: true }));

/** Writes a playbook, and gives its path. */
async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

test('two runs at once: the second says who it waits for, and waits', async () => {
  const playbook = await write(
    'slow.yml',
    `
- hosts: all
  become: true
  gather_facts: false
  tasks:
    - { name: begins, shell: "echo begin >> /srv/order" }
    - { name: slow, command: sleep 2 }
    - { name: ends, shell: "echo end >> /srv/order" }
`,
  );
  const runs = await Promise.all([LAB.provision(playbook), LAB.provision(playbook)]);
  expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  const waits = runs.flatMap(({ events }) => events.filter((event) => event.type === 'waiting'));
  expect(waits.length).toBeGreaterThan(0);
  for (const [, order] of await LAB.insideEach('cat /srv/order'))
    expect(order).toBe('begin\nend\nbegin\nend');
});

test('a reboot in a play is survived', async () => {
  const playbook = await write(
    'reboot.yml',
    `
- hosts: nodes
  become: true
  gather_facts: false
  tasks:
    - { name: before, command: touch /run/before-the-reboot }
    - { name: reboots, reboot: { reboot_timeout: 120 } }
    - { name: gone, stat: { path: /run/before-the-reboot }, register: file }
    - { name: is gone, assert: { that: "!file.stat.exists" } }
`,
  );
  const run = await LAB.provision(playbook);
  expect([run.exitCode, run.statuses.get('reboots@node1'), run.statuses.get('reboots@node2')]).toEqual([
    0,
    'changed',
    'changed',
  ]);
  expect(recapOf(run, 'failed')).toEqual({ node1: 0, node2: 0 });
}, 300_000);

test('a machine that is stopped in the middle is unreachable, the others go on', async () => {
  const playbook = await write(
    'stopped.yml',
    `
- hosts: all
  become: true
  gather_facts: false
  tasks:
    - { name: before, command: "true" }
    - { name: slow, command: sleep 6 }
    - { name: after, command: touch /srv/after-the-stop }
`,
  );
  const child = LAB.startProvision([playbook]);
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.includes('"name":"slow"')) void execa('docker', ['kill', 'remla-ci-node2']);
  });
  const run = await LAB.endOf(child);
  await execa('docker', ['start', 'remla-ci-node2']);
  expect([run.exitCode, recapOf(run, 'unreachable')]).toEqual([3, { controller: 0, node1: 0, node2: 1 }]);
  expect(recapOf(run, 'changed')).toEqual({ controller: 3, node1: 3, node2: 1 });
});
