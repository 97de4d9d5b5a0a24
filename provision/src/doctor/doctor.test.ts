import { join } from 'node:path';

import { expect, test } from 'vitest';

import { loadLab } from '../lab/load.ts';
import { sourceFiles } from '../source/read.ts';
import { contains } from '../lab/subnet.ts';
import { checkImages } from './check-images.ts';
import { checkNetwork } from './check-network.ts';
import { checkResources } from './check-resources.ts';
import { checkVagrant } from './check-vagrant.ts';
import type { Computer } from './computer.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const { loaded } = await loadLab(sourceFiles(ROOT), { base: join(ROOT, 'lab.yml'), overlay: undefined });
if (!loaded) throw new Error('lab.yml cannot be read');
const { lab } = loaded;

/** A computer on which everything is as it should be. */
function computer(
  differences: Partial<Computer> & { readonly programs?: Readonly<Record<string, string>> } = {},
): Computer {
  const programs = { vagrant: 'Vagrant 2.4.9', VBoxManage: '7.1.4r165100', ...differences.programs };
  return {
    platform: 'linux',
    environment: {},
    cpus: 8,
    memoryMib: 16_384,
    interfaces: [{ name: 'eth0', cidr: '10.0.0.5/24' }],
    ask: async (program) => (programs as Readonly<Record<string, string>>)[program] || undefined,
    read: async (file) => (file === '/etc/hosts' ? '192.168.56.110 app.remla.local\n' : undefined),
    freeDiskMib: async () => 100_000,
    isPortFree: async () => true,
    ...differences,
  };
}

const levels = (findings: readonly { readonly level: string; readonly subject: string }[]) =>
  findings.map(({ subject, level }) => `${subject} ${level}`);

test('a computer on which all is well', async () => {
  const { findings, providers } = await checkVagrant(computer(), lab);
  expect(levels(findings)).toEqual(['Vagrant ok', 'provider ok', 'addresses ok']);
  expect(providers).toEqual(['virtualbox']);
  const given = { folder: '/', providers };
  expect(levels(await checkResources(computer(), lab, given))).toEqual([
    'memory ok',
    'processors ok',
    'disk ok',
  ]);
  expect(levels(await checkNetwork(computer(), lab))).toEqual(['network ok', 'ports ok', 'name ok']);
});

test.each([
  ['no Vagrant', { vagrant: '' }, 'Vagrant problem'],
  ['an old Vagrant', { vagrant: 'Vagrant 2.2.19' }, 'Vagrant problem'],
  ['no provider', { VBoxManage: '' }, 'provider problem'],
])('%s', async (_, programs, expected) => {
  const { findings } = await checkVagrant(computer({ programs }), lab);
  expect(levels(findings)).toContain(expected);
  expect(findings.find(({ level }) => level === 'problem')?.cure).toBeTruthy();
});

test('a provider that is asked for and does not answer', async () => {
  const environment = { VAGRANT_DEFAULT_PROVIDER: 'docker' };
  const { findings } = await checkVagrant(computer({ environment }), lab);
  expect(findings[1]).toMatchObject({ level: 'problem', text: expect.stringContaining('docker') as string });
});

test('addresses that VirtualBox does not allow', async () => {
  const read = async (file: string) => (file === '/etc/vbox/networks.conf' ? '* 10.0.0.0/8\n' : undefined);
  const { findings } = await checkVagrant(computer({ read }), lab);
  expect(findings[2]).toMatchObject({
    level: 'advice',
    text: expect.stringContaining('192.168.56.110') as string,
  });
  const allows = async () => '# ours\n* 10.0.0.0/8 192.168.0.0/16\n';
  expect((await checkVagrant(computer({ read: allows }), lab)).findings[2]?.level).toBe('ok');
});

test('too little memory is in the way of a hypervisor, and only bad for containers', async () => {
  const small = computer({ memoryMib: 8192, cpus: 1, freeDiskMib: async () => 1000 });
  const ofVirtualbox = await checkResources(small, lab, { folder: '/', providers: ['virtualbox'] });
  expect(levels(ofVirtualbox)).toEqual(['memory problem', 'processors advice', 'disk problem']);
  const ofDocker = await checkResources(small, lab, { folder: '/', providers: ['docker'] });
  expect(levels(ofDocker)[0]).toBe('memory advice');
});

test('addresses, ports and names that are taken', async () => {
  const taken = computer({
    interfaces: [
      { name: 'vboxnet0', cidr: '192.168.56.1/24' },
      { name: 'tun0', cidr: '192.168.0.9/16' },
    ],
    isPortFree: async (_, port) => port !== 8082,
    read: async () => '10.0.0.1 app.remla.local\n',
  });
  const findings = await checkNetwork(taken, lab);
  expect(levels(findings)).toEqual(['network advice', 'ports advice', 'name advice']);
  expect(findings.map(({ text }) => text)).toEqual([
    "tun0 (192.168.0.9/16) has the machines' addresses too",
    '8082 of 8080–8085 is taken (by a lab that runs?)',
    'app.remla.local is 10.0.0.1 in /etc/hosts',
  ]);
});

test.each([
  ['auto', { version: '27.1' }, 'ok'],
  ['auto', { reason: 'docker does not answer' }, 'advice'],
  ['docker', { reason: 'docker does not answer' }, 'problem'],
  ['buildah', { reason: 'docker does not answer' }, 'ok'],
] as const)('images: builder %s', (builder, docker, level) => {
  expect(checkImages({ ...lab, images: { ...lab.images, builder } }, docker).level).toBe(level);
});

test('networks', () => {
  expect(contains('192.168.56.0/21', '192.168.63.255')).toBe(true);
  expect(contains('192.168.56.0/21', '192.168.64.0')).toBe(false);
  expect(contains('0.0.0.0/0', '255.255.255.255')).toBe(true);
});
