import { existsSync } from 'node:fs';

import { execa } from 'execa';

/** A command that must succeed, or a file that must exist, and what to say and do where it does not. */
type Need =
  | { readonly command: readonly [program: string, ...words: string[]]; readonly message: string }
  | { readonly file: string; readonly message: string };

export const DOCKER: Need = {
  command: ['docker', 'info'],
  message: 'No Docker Engine answers `docker info`: install and start one',
};
export const VAGRANT: Need = {
  command: ['vagrant', '--version'],
  message: 'Vagrant is missing: install 2.3.4 or newer',
};
/** The machines of the lanes `cluster` and `platform`. */
export const CLUSTER_IMAGE: Need = {
  command: ['docker', 'image', 'inspect', 'remla-lab/machine:cluster'],
  message: 'The image of the machines is missing: .ci/tools/machine-image.sh cluster',
};
export const SSH: Need = { command: ['ssh', '-V'], message: 'The OpenSSH client is missing: install it' };

async function isMet(wanted: Need): Promise<boolean> {
  if ('file' in wanted) return existsSync(wanted.file);
  const [program, ...words] = wanted.command;
  return !(await execa(program, words, { reject: false })).failed;
}

/**
 * Before the tests of a lane: says all that is missing on this machine, instead of failing obscurely in each of them.
 * @throws {Error} with the message of each need that is not met
 */
export async function need(lane: string, needs: readonly Need[]): Promise<void> {
  const met = await Promise.all(needs.map(isMet));
  const missing = needs.filter((_need, index) => !met[index]).map(({ message }) => message);
  if (missing.length > 0) throw new Error(`${missing.join('.\n')}.\n\`.ci/run ${lane}\` sees to all of it.`);
}
