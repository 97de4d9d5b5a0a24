import type { Host, Inventory } from '../../inventory/inventory.ts';

function host(name: string, groups: readonly string[]): Host {
  const address = {
    kind: 'ssh',
    host: name,
    port: 22,
    user: 'vagrant',
    privateKeyFile: undefined,
    proxyJump: undefined,
  } as const;
  return { name, address, machineId: undefined, groups: [...groups, 'all'] };
}

/** Three machines: a controller, and two of a group `nodes`. */
export const SAMPLE_INVENTORY: Inventory = {
  hosts: [host('controller', []), host('node1', ['nodes']), host('node2', ['nodes'])],
  groups: new Map([
    ['all', ['controller', 'node1', 'node2']],
    ['ungrouped', ['controller']],
    ['nodes', ['node1', 'node2']],
  ]),
};
