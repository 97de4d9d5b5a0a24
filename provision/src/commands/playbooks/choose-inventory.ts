import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';

import type { InventoryContext, InventorySource } from '../../inventory/load-inventory.ts';
import type { LoadedLab } from '../../lab/load.ts';
import type { SourceFiles } from '../../source/read.ts';
import type { CommandContext } from '../command.ts';
import { stateFolderOf } from '../../lab/state-folder.ts';

/** Of the command line, what says where machines come from. */
export interface InventoryChoice {
  readonly inventory: string | undefined;
  readonly lab: string | undefined;
  /** Whether the machines have to run: what only shows tasks asks nobody. */
  readonly isLive: boolean;
}

/**
 * Where the machines come from: a file, names with a comma, or Vagrant; undefined where that hangs on a lab.yml that
 * could not be read.
 */
export function chooseInventory(
  { inventory, lab, isLive }: InventoryChoice,
  loaded: LoadedLab | undefined,
  context: CommandContext,
): InventorySource | undefined {
  if (inventory?.includes(',') === true) {
    const names = inventory.split(',').map((name) => name.trim());
    return { kind: 'names', names: names.filter((name) => name !== '') };
  }
  if (inventory !== undefined) return { kind: 'file', path: inventory };
  if (!loaded) return undefined;
  const { machines, vagrant } = loaded.lab;
  if (!isLive) return { kind: 'planned', machines, folder: context.root };
  const overlay = lab ?? (context.environment['LAB_FILE'] || undefined);
  return {
    kind: 'vagrant',
    machines,
    folder: context.root,
    stateFolder: resolve(context.root, vagrant.state_folder),
    cacheFile: vagrantCacheFile(context, loaded),
    environment: {
      ...context.environment,
      ...(overlay !== undefined && { LAB_FILE: resolve(context.currentDirectory, overlay) }),
    },
    signal: context.stop,
  };
}

/** Where Vagrant's answer is kept. */
export function vagrantCacheFile(context: CommandContext, { lab }: LoadedLab): string {
  return join(stateFolderOf(context.root, lab), 'cache', 'vagrant.json');
}

/** What loading an inventory needs of the world. */
export function inventoryContext(
  { currentDirectory }: CommandContext,
  files: SourceFiles,
  given: {
    readonly user?: string | undefined;
    readonly 'private-key'?: string | undefined;
    readonly connection?: 'ssh' | 'local';
  },
): InventoryContext {
  const key = given['private-key'];
  return {
    files,
    currentDirectory,
    connection: given.connection ?? 'ssh',
    userName: given.user ?? userInfo().username,
    privateKeyFile: key === undefined ? undefined : resolve(currentDirectory, key),
  };
}
