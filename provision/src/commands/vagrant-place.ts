import { resolve } from 'node:path';

import type { Lab } from '../lab/schema.ts';
import type { VagrantPlace } from '../targets/vagrant/run-vagrant.ts';
import type { CommandContext } from './command.ts';

/** Where this command runs Vagrant. `overlay` is `--lab`; LAB_FILE stands in for it. */
export function vagrantPlace(lab: Lab, overlay: string | undefined, context: CommandContext): VagrantPlace {
  const file = overlay ?? (context.environment['LAB_FILE'] || undefined);
  return {
    folder: context.root,
    lab,
    overlay: file === undefined ? undefined : resolve(context.currentDirectory, file),
    environment: context.environment,
    stop: context.stop,
  };
}
