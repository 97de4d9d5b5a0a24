import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { execa } from 'execa';

/** The root of this checkout. */
export const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url));
/** The lab of the test lanes: names, addresses and folders of its own. */
const LAB_FILE = join(CHECKOUT, 'e2e', 'lab.ci.yml');
/** As e2e/lab.ci.yml says. */
const VAGRANT_STATE = join(CHECKOUT, '.lab', 'ci', 'vagrant');
export const LAB_STATE = join(CHECKOUT, '.lab', 'ci', 'state');

/** What every command of these tests is run with. */
export const ENVIRONMENT = {
  LAB_FILE,
  VAGRANT_DOTFILE_PATH: VAGRANT_STATE,
  // The Docker of the test machines has no buildx.
  DOCKER_BUILDKIT: '0',
};

/** The machines' names: those of lab.yml. */
export const MACHINES = ['controller', 'node1', 'node2'] as const;
export type MachineName = (typeof MACHINES)[number];

/** Makes the machines that are not there. @throws {ExecaError} with what Vagrant said */
export async function vagrantUp(...names: readonly MachineName[]): Promise<void> {
  mkdirSync(VAGRANT_STATE, { recursive: true });
  await vagrant('up', '--provider=docker', ...names);
}

/** Takes machines away, all by default. */
export async function vagrantDestroy(...names: readonly MachineName[]): Promise<void> {
  await vagrant('destroy', '--force', ...names);
}

/** Takes the machines away, and everything that the provisioner remembers of them. */
export async function forgetLab(): Promise<void> {
  await vagrantDestroy();
  rmSync(LAB_STATE, { recursive: true, force: true });
}

async function vagrant(...words: readonly string[]): Promise<void> {
  await execa('vagrant', words, { cwd: CHECKOUT, env: ENVIRONMENT, all: true });
}

/** Runs a shell script in a machine as root, past SSH. @throws {ExecaError} when it fails */
export async function inside(name: MachineName, script: string): Promise<string> {
  return (await execa('docker', ['exec', '-i', `remla-ci-${name}`, 'sh', '-ec', script])).stdout;
}

/** What `inside` printed on each machine. */
export async function insideEach(script: string): Promise<ReadonlyMap<MachineName, string>> {
  return new Map(
    await Promise.all(MACHINES.map(async (name) => [name, await inside(name, script)] as const)),
  );
}
