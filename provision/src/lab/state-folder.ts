import { resolve } from 'node:path';

import type { Lab } from './schema.ts';

/** Where known hosts, secrets, logs and reports of runs lie: `provision.state_folder`, from the folder of lab.yml on. */
export function stateFolderOf(root: string, { provision }: Pick<Lab, 'provision'>): string {
  return resolve(root, provision.state_folder);
}
