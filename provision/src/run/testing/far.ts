import type { Host, Inventory } from '../../inventory/inventory.ts';
import type { Connection } from '../../transport/connection.ts';
import { openConnection } from '../../transport/open-connection.ts';
import { localOptions } from './play-out.ts';

/** Machines far away, for all that the plan knows; `connectHere` has them on this one. */
export function farInventory(...names: readonly string[]): Inventory {
  const hosts = names.map((name, index): Host => ({
    name,
    address: {
      kind: 'ssh',
      host: `192.0.2.${index + 1}`,
      port: 22,
      user: 'x',
      privateKeyFile: undefined,
      proxyJump: undefined,
    },
    machineId: undefined,
    groups: ['all'],
  }));
  return { hosts, groups: new Map([['all', names]]) };
}

/** A connection to this machine, whatever the host's address is. */
export function connectHere(host: Host, folder: string): Connection {
  return openConnection({ ...host, address: { kind: 'local' } }, localOptions(folder));
}
