import type { Variables } from '../playbook/task.ts';
import type { Secret } from '../shell/secret.ts';
import type { Problem } from '../source/problem.ts';
import type { SourceFiles } from '../source/read.ts';
import { askVagrant } from './ask-vagrant.ts';
import type { VagrantOptions } from './ask-vagrant.ts';
import { assemble } from './assemble.ts';
import { readInventoryFile } from './inventory-file.ts';
import type { Inventory } from './inventory.ts';
import { plannedMachines } from './vagrant-machines.ts';
import type { LabMachines } from './vagrant-machines.ts';
import type { ReadMachines, WrittenMachines } from './written-machines.ts';

/** Machines, and what playbooks know of them. */
export interface LoadedInventory {
  readonly inventory: Inventory;
  /**
   * Variables by host, lowest first: of the inventory for `all` and the other groups, of group_vars for `all` and the
   * other groups, of the inventory for the host, of host_vars. Of two groups the deeper one wins, then the later name.
   */
  readonly hostVariables: ReadonlyMap<string, readonly Variables[]>;
  /** Passwords for sudo, by host, where the inventory has one. */
  readonly becomePasswords: ReadonlyMap<string, Secret>;
}

/** Where machines come from. */
export type InventorySource =
  | { readonly kind: 'file'; readonly path: string }
  /** Names, as `-i node1,node2` has them. */
  | { readonly kind: 'names'; readonly names: readonly string[] }
  /** The machines of Vagrant that run. */
  | ({ readonly kind: 'vagrant' } & VagrantOptions)
  /** The machines of lab.yml, whether they run or not: for what connects to none. */
  | { readonly kind: 'planned'; readonly machines: LabMachines; readonly folder: string };

/** What loading an inventory needs of the world. */
export interface InventoryContext {
  readonly files: SourceFiles;
  readonly currentDirectory: string;
  /** Who logs in where nobody is named. */
  readonly userName: string;
  /** How machines are reached where nothing is said. @default ssh */
  readonly connection?: 'ssh' | 'local';
  /** The key to log in with where none is named. */
  readonly privateKeyFile?: string | undefined;
}

/**
 * The machines of a source, with group_vars/ and host_vars/ beside it (for Vagrant: beside the Vagrantfile).
 * `loaded` is undefined exactly when there are problems.
 */
export async function loadInventory(
  source: InventorySource,
  context: InventoryContext,
): Promise<{ loaded: LoadedInventory | undefined; problems: readonly Problem[] }> {
  const { written, problems } = await readMachines(source, context);
  if (!written) return { loaded: undefined, problems };
  const assembled = await assemble(written, context);
  const all = [...problems, ...assembled.problems];
  return { loaded: all.length === 0 ? assembled.loaded : undefined, problems: all };
}

async function readMachines(source: InventorySource, context: InventoryContext): Promise<ReadMachines> {
  switch (source.kind) {
    case 'file':
      return readInventoryFile(source.path, context);
    case 'names':
      return { written: namesOnly(source.names, context.currentDirectory), problems: [] };
    case 'vagrant':
      return askVagrant(source);
    case 'planned':
      return { written: plannedMachines(source.machines, source.folder), problems: [] };
  }
}

function namesOnly(names: readonly string[], folder: string): WrittenMachines {
  return {
    hosts: names.map((name) => ({ name, machineId: undefined, layers: [] })),
    groups: [],
    groupLayers: new Map(),
    folder,
    absent: new Map(),
    whenEmpty: { code: 'no-machines', message: 'no host is named', file: '--inventory' },
  };
}
