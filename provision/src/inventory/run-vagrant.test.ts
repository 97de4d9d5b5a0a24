import { expect, test } from 'vitest';

import { complaintOf, isLocked, parseStatus } from './run-vagrant.ts';
import { parseSshConfig } from './ssh-config.ts';

test('the states of machines, in the order of the Vagrantfile', () => {
  const text = [
    '1795245178,controller,metadata,provider,virtualbox',
    '1795245180,controller,state,running',
    '1795245180,controller,state-human-short,running',
    '1795245180,node1,state,poweroff',
    '1795245180,node2,state,not_created',
    '1795245180,,ui,info,Current machine states:\\n\\ncontroller running',
    '',
  ].join('\n');
  expect([...parseStatus(text)]).toEqual([
    ['controller', 'running'],
    ['node1', 'poweroff'],
    ['node2', 'not_created'],
  ]);
});

test('how machines are reached', () => {
  const text = `Host controller
  HostName 127.0.0.1
  User vagrant
  Port 2222
  StrictHostKeyChecking no
  IdentityFile "/home/a b/.vagrant/private_key"
  IdentityFile /second
  IdentitiesOnly yes

Host node1
  HostName 192.168.121.7

Host broken
  Port 22
`;
  expect(parseSshConfig(text)).toEqual([
    {
      name: 'controller',
      host: '127.0.0.1',
      port: 2222,
      user: 'vagrant',
      privateKeyFile: '/home/a b/.vagrant/private_key',
    },
    { name: 'node1', host: '192.168.121.7', port: 22, user: 'vagrant', privateKeyFile: undefined },
  ]);
});

test('a machine that another Vagrant holds, in both forms of its output', () => {
  const text =
    "Vagrant can't use the requested machine because it is locked! This\nmeans that another one works.";
  const machineReadable = [
    '1795250766,node1,metadata,provider,docker',
    String.raw`1795250766,,error-exit,Vagrant::Errors::MachineLocked,It is locked%!(VAGRANT_COMMA) so\nwait.`,
  ].join('\n');
  expect([isLocked(text), isLocked(machineReadable), isLocked('The box is missing')]).toEqual([
    true,
    true,
    false,
  ]);
  expect(complaintOf(machineReadable)).toBe('It is locked, so wait.');
  expect(complaintOf('The box\n  is missing\n')).toBe('The box is missing');
});
