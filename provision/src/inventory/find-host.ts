import type { Host, Inventory } from './inventory.ts';

/** This machine, where the inventory names none `localhost`. It belongs to no group, not even `all`. */
export const LOCALHOST: Host = {
  name: 'localhost',
  address: { kind: 'local' },
  machineId: undefined,
  groups: [],
};

/** The host of a name (`delegate_to`): of the inventory, or this machine for `localhost`; undefined where there is none. */
export function findHost(name: string, inventory: Inventory): Host | undefined {
  const found = inventory.hosts.find((host) => host.name === name);
  return found ?? (name === LOCALHOST.name ? LOCALHOST : undefined);
}
