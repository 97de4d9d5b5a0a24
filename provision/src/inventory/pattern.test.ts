import { expect, test } from 'vitest';

import { LOCALHOST, findHost } from './find-host.ts';
import type { Host, Inventory } from './inventory.ts';
import { matchHosts } from './pattern.ts';

const host = (name: string): Host => ({
  name,
  address: { kind: 'local' },
  machineId: undefined,
  groups: ['all'],
});
const names = ['controller', 'node1', 'node2', 'db-a'];
const inventory: Inventory = {
  hosts: names.map(host),
  groups: new Map([
    ['all', names],
    ['ungrouped', ['db-a']],
    ['nodes', ['node1', 'node2']],
    ['controllers', ['controller']],
    ['empty', []],
  ]),
  absent: new Map([['node3', { message: 'does not run', hint: 'vagrant up node3' }]]),
};
const match = (pattern: string) => {
  const { hosts, mistakes } = matchHosts(pattern, inventory);
  return [hosts.map(({ name }) => name).join(' '), mistakes.map(({ message }) => message)];
};

test.each([
  ['all', 'controller node1 node2 db-a'],
  ['*', 'controller node1 node2 db-a'],
  ['node2', 'node2'],
  ['node2,controller', 'node2 controller'],
  ['nodes:controllers', 'node1 node2 controller'],
  ['nodes:node1', 'node1 node2'],
  ['all:!nodes', 'controller db-a'],
  ['!nodes:all', 'controller db-a'],
  ['!nodes', 'controller db-a'],
  ['all:&nodes:!node1', 'node2'],
  ['!node1,nodes', 'node2'],
  ['node*', 'node1 node2'],
  ['node?', 'node1 node2'],
  ['*s', 'controller node1 node2'],
  ['d[ab]*', 'db-a'],
  ['~node[12]', 'node1 node2'],
  ['~(db|contr)', 'controller db-a'],
  ['nodes[0]', 'node1'],
  ['nodes[-1]', 'node2'],
  ['all[1:2]', 'node1 node2'],
  ['all[2:]', 'node2 db-a'],
  ['all[:1]', 'controller node1'],
  ['nodes[7]', ''],
  ['empty', ''],
  ['ungrouped', 'db-a'],
  ['localhost', 'localhost'],
  ['node1 , node2', 'node1 node2'],
])('%s', (pattern, hosts) => {
  expect(match(pattern)).toEqual([hosts, []]);
});

test.each([
  ['', '', ['the pattern is empty']],
  ['nods', '', ['no host or group of the inventory is `nods`']],
  ['nodes,contrller', 'node1 node2', ['no host or group of the inventory is `contrller`']],
  ['all:!nods', 'controller node1 node2 db-a', ['no host or group of the inventory is `nods`']],
  ['x*', '', ['no host or group of the inventory is `x*`']],
  ['node3', '', ['`node3` does not run']],
  ['nodes[]', '', ['`nodes[]` lacks the index between [ and ]']],
])('%s: a mistake', (pattern, hosts, messages) => {
  expect(match(pattern)).toEqual([hosts, messages]);
});

test('a mistake has the code and the hint for its Problem', () => {
  expect(matchHosts('nods', inventory).mistakes).toEqual([
    {
      code: 'unknown-host',
      message: 'no host or group of the inventory is `nods`',
      hint: 'did you mean `nodes`?',
    },
  ]);
  expect(matchHosts('~(', inventory).mistakes.map(({ code }) => code)).toEqual(['bad-pattern']);
  expect(matchHosts('node3', inventory).mistakes[0]?.hint).toBe('vagrant up node3');
});

test('a host of a name: of the inventory, or this machine', () => {
  expect(findHost('node1', inventory)?.name).toBe('node1');
  expect(findHost('localhost', inventory)).toBe(LOCALHOST);
  expect(findHost('node9', inventory)).toBeUndefined();
});
