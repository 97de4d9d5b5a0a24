import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { CommandOptions } from '../command-line/commands.ts';
import { sourceFiles } from '../source/read.ts';
import { runVagrantHere } from '../targets/vagrant/run-vagrant.ts';
import type { CommandContext, Outcome } from './command.ts';
import { loadLabOf } from './load-lab.ts';
import { badFiles } from './load-machines.ts';
import { kubeconfigFile } from './playbooks/kubeconfig-file.ts';
import { vagrantCacheFile } from './playbooks/choose-inventory.ts';
import { stateFolderOf } from '../lab/state-folder.ts';
import { vagrantPlace } from './vagrant-place.ts';

/** `lab down`: halts Vagrant's machines, or removes them with what is known of their cluster. */
export async function down(options: CommandOptions<'down'>, context: CommandContext): Promise<Outcome> {
  const files = sourceFiles(context.currentDirectory);
  const { loaded, problems } = await loadLabOf(context, files, options.lab);
  if (!loaded) return badFiles(problems, files);
  const words = options.destroy ? ['destroy', '--force'] : ['halt'];
  await runVagrantHere(words, vagrantPlace(loaded.lab, options.lab, context));
  // Machines that were halted may come back under other ports.
  await rm(vagrantCacheFile(context, loaded), { force: true });
  if (options.destroy) {
    const state = stateFolderOf(context.root, loaded.lab);
    await rm(kubeconfigFile(state), { force: true });
    // Kept for the machines that are gone.
    await rm(join(state, 'secrets'), { recursive: true, force: true });
  }
  return context.stop.aborted ? { status: 'interrupted' } : { status: 'done' };
}
