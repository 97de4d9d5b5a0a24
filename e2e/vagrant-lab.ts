import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { execa } from 'execa';

import { readRun, tasksThat } from './provision-run.ts';
import type { Run } from './provision-run.ts';
import { CHECKOUT } from './tools/folders.ts';

/** The machines' names: those of lab.yml. */
export const MACHINES = ['controller', 'node1', 'node2'] as const;
export type MachineName = (typeof MACHINES)[number];

/** A lab of a test lane: names, addresses and folders of its own, as its file over lab.yml says. */
export interface VagrantLabOptions {
  /** The file that is merged over lab.yml, from the root of the checkout. */
  readonly file: string;
  /** Where `vagrant.state_folder` and `provision.state_folder` lie: FOLDER/vagrant and FOLDER/state. */
  readonly folder: string;
  /** `vagrant.prefix`. */
  readonly prefix: string;
}

export type VagrantLab = ReturnType<typeof vagrantLab>;

/** The machines that Vagrant's docker provider makes of such a lab, and runs of the provisioner on them. */
export function vagrantLab({ file, folder, prefix }: VagrantLabOptions) {
  const vagrantState = join(CHECKOUT, folder, 'vagrant');
  const labState = join(CHECKOUT, folder, 'state');
  /** What every command of these tests is run with. */
  const environment = {
    LAB_FILE: join(CHECKOUT, file),
    VAGRANT_DOTFILE_PATH: vagrantState,
    // The Docker of the test machines has no buildx.
    DOCKER_BUILDKIT: '0',
  };
  const vagrant = async (...words: readonly string[]): Promise<void> => {
    mkdirSync(vagrantState, { recursive: true });
    await execa('vagrant', words, { cwd: CHECKOUT, env: environment, all: true });
  };
  const containerOf = (name: MachineName) => `${prefix}-${name}`;
  /** Runs a shell script in a machine as root, past SSH. @throws {ExecaError} when it fails */
  const inside = async (name: MachineName, script: string): Promise<string> =>
    (await execa('docker', ['exec', '-i', containerOf(name), 'sh', '-ec', script])).stdout;
  /** Starts `lab COMMAND…`. */
  const start = (words: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    execa(process.execPath, [join(CHECKOUT, 'provision', 'bin', 'lab.js'), ...words], {
      cwd: CHECKOUT,
      env: { ...environment, ...more },
      reject: false,
      lines: false,
    });
  /** Starts `lab provision --output json …`. */
  const startProvision = (words: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    start(['provision', '--output', 'json', ...words], more);
  /** Waits for the end of one that was started. */
  const endOf = async (child: ReturnType<typeof startProvision>): Promise<Run> => {
    const { stdout, stderr, exitCode } = await child;
    return readRun(stdout, stderr, exitCode ?? -1);
  };
  /** Runs it to its end, which must be a good one. @throws {Error} with the failures' messages */
  const provisioned = async (...words: readonly string[]): Promise<Run> => {
    const run = await endOf(startProvision(words));
    if (run.exitCode === 0) return run;
    const said = tasksThat(run, 'failed').map((key) => `${key}: ${run.messages.get(key) ?? ''}`);
    throw new Error([`lab provision ${words.join(' ')} → ${run.exitCode}`, ...said, run.stderr].join('\n'));
  };

  return {
    environment,
    labState,
    /** The name of a machine's container. */
    containerOf,
    /** Makes the machines that are not there. @throws {ExecaError} with what Vagrant said */
    up: (...names: readonly MachineName[]) => vagrant('up', '--provider=docker', ...names),
    /** Stops machines, which stay. */
    halt: (...names: readonly MachineName[]) => vagrant('halt', ...names),
    /** Takes machines away, all by default. */
    destroy: (...names: readonly MachineName[]) => vagrant('destroy', '--force', ...names),
    /** Takes the machines away, and everything that the provisioner remembers of them. */
    forget: async (): Promise<void> => {
      await vagrant('destroy', '--force');
      rmSync(labState, { recursive: true, force: true });
    },
    inside,
    /** What `inside` printed on each machine. */
    insideEach: async (script: string): Promise<ReadonlyMap<MachineName, string>> =>
      new Map(await Promise.all(MACHINES.map(async (name) => [name, await inside(name, script)] as const))),
    start,
    startProvision,
    endOf,
    /** Runs it to its end. */
    provision: (...words: readonly string[]): Promise<Run> => endOf(startProvision(words)),
    provisioned,
  };
}
