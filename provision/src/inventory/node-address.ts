import type { Host } from './inventory.ts';
import type { LoadedInventory } from './load-inventory.ts';

/**
 * The address under which a machine is known to the others: `node_ip` (of lab.yml for Vagrant's machines, of the inventory
 * for others), else the address at which we reach it.
 */
export function nodeAddress({ name, address }: Host, { hostVariables }: LoadedInventory): string {
  for (const layer of (hostVariables.get(name) ?? []).toReversed()) {
    const value = layer.get('node_ip');
    if (value?.kind === 'plain' && typeof value.value === 'string') return value.value;
  }
  return address.kind === 'ssh' ? address.host : '127.0.0.1';
}

/** The machine with the control plane: the first of the group `controllers`. */
export function controllerOf({ inventory }: LoadedInventory): Host | undefined {
  const [name] = inventory.groups.get('controllers') ?? [];
  return inventory.hosts.find((host) => host.name === name);
}
