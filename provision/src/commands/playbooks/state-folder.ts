import { resolve } from 'node:path';

import type { Lab } from '../../lab/schema.ts';
import type { CommandContext } from '../command.ts';

/** Where known hosts, reports of runs and downloads lie: LAB_STATE_DIR, or what lab.yml says. */
export function provisionState({ root, environment }: CommandContext, lab: Lab): string {
  return environment['LAB_STATE_DIR'] || resolve(root, lab.provision.state_folder);
}
