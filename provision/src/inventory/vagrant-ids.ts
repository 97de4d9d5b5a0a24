import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { readIfThere } from '../files/read-if-there.ts';

/** The id of each machine that Vagrant has made, by name: PROVIDER/ID. A machine that was destroyed has none. */
export async function readMachineIds(stateFolder: string): Promise<ReadonlyMap<string, string>> {
  const machines = join(stateFolder, 'machines');
  const ids = new Map<string, string>();
  for (const name of await namesIn(machines)) {
    for (const provider of await namesIn(join(machines, name))) {
      const id = (await readIfThere(join(machines, name, provider, 'id')))?.trim();
      if (id) ids.set(name, `${provider}/${id}`);
    }
  }
  return ids;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}
