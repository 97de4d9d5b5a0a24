import { resolve } from 'node:path';

import { LabError } from '../../errors.ts';
import type { Lab } from '../../lab/schema.ts';

/** Vagrant is not there, or ended with an error that it has shown itself. */
export class VagrantError extends LabError {
  readonly code = 'vagrant-ended';
}

/** Where Vagrant runs, and with which lab. */
export interface VagrantPlace {
  /** The folder of the Vagrantfile. */
  readonly folder: string;
  readonly lab: Lab;
  /** The file that is merged over lab.yml, absolute. */
  readonly overlay: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stop: AbortSignal;
}

/** The environment in which the Vagrantfile reads the same lab as we do. */
export function vagrantEnvironment({
  folder,
  lab,
  overlay,
  environment,
}: Omit<VagrantPlace, 'stop'>): Readonly<Record<string, string | undefined>> {
  return {
    ...environment,
    VAGRANT_DOTFILE_PATH: resolve(folder, lab.vagrant.state_folder),
    VAGRANT_CHECKPOINT_DISABLE: '1',
    ...(overlay !== undefined && { LAB_FILE: overlay }),
  };
}

/**
 * Runs Vagrant in our terminal: what it says and asks is between it and the user.
 * @throws {VagrantError} when it is not there, or ended with an error
 */
export async function runVagrantHere(words: readonly string[], place: VagrantPlace): Promise<void> {
  const { execa } = await import('execa');
  const result = await execa('vagrant', words, {
    cwd: place.folder,
    env: vagrantEnvironment(place),
    extendEnv: false,
    stdin: 'inherit',
    stdout: 'inherit',
    stderr: 'inherit',
    reject: false,
    // Vagrant ends in order, and is waited for: machines half made would stay.
    cancelSignal: place.stop,
    forceKillAfterDelay: false,
  });
  if (result.code === 'ENOENT') {
    throw new VagrantError('Vagrant is not installed', {
      hint: '`lab doctor` says what is missing; machines of your own: lab provision -i inventory.yml',
    });
  }
  if (result.failed && !place.stop.aborted) {
    throw new VagrantError(`\`vagrant ${words.join(' ')}\` ended with exit code ${result.exitCode ?? '?'}`, {
      hint: 'its own message stands above; `lab doctor` looks for the usual causes',
    });
  }
}
