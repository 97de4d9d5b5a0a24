import { runVagrant } from './run-vagrant.ts';
import type { SshConfigHost } from './ssh-config.ts';
import { readVagrantCache, writeVagrantCache } from './vagrant-cache.ts';
import { readMachineIds } from './vagrant-ids.ts';
import { vagrantMachines } from './vagrant-machines.ts';
import type { LabMachines } from './vagrant-machines.ts';
import type { ReadMachines } from './written-machines.ts';

/** Vagrant's machines, and where it keeps them. */
export interface VagrantOptions {
  /** The folder of the Vagrantfile. */
  readonly folder: string;
  /** Vagrant's state (`.vagrant`), absolute. */
  readonly stateFolder: string;
  /** Where its answer is kept. */
  readonly cacheFile: string;
  /** As lab.yml has them: they give groups and addresses. */
  readonly machines: LabMachines;
  /** The environment that Vagrant runs in. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** The machines of Vagrant that run. Its answer is kept under the machines' ids, and asked for again when one of them does not answer. */
export async function askVagrant(options: VagrantOptions): Promise<ReadMachines> {
  const { folder, stateFolder, cacheFile, machines } = options;
  const ids = await readMachineIds(stateFolder);
  const made = (running: readonly SshConfigHost[], states: ReadonlyMap<string, string>): ReadMachines => ({
    written: vagrantMachines({ machines, folder, ids, running, states }),
    problems: [],
  });
  // Nothing was ever made: that needs no Vagrant to know.
  if (ids.size === 0) return made([], new Map());
  const known = await readVagrantCache(cacheFile, ids);
  if (known) return made(known, new Map());
  const answer = await runVagrant({
    folder,
    environment: { ...options.environment, VAGRANT_DOTFILE_PATH: stateFolder },
    signal: options.signal,
  });
  if ('problem' in answer) return { written: undefined, problems: [answer.problem] };
  await writeVagrantCache(cacheFile, ids, answer.running);
  return made(answer.running, answer.states);
}
