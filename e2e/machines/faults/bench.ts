import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { execa } from 'execa';
import { stringify } from 'yaml';

import { startMachines } from '../containers/machine.ts';
import { writeOwnState } from '../../own-state.ts';
import { readRun } from '../../provision-run.ts';
import type { Run } from '../../provision-run.ts';

/** Writes the most memory that a process had to PEAK_FILE when it ends. */
const PEAK_MEMORY = new URL('peak-memory.ts', import.meta.url).href;
const LAB = fileURLToPath(new URL('../../../provision/bin/lab.js', import.meta.url));

/** How the machine `one` is reached. */
export interface Reach {
  readonly address: string;
  readonly port?: number;
  readonly user?: string;
  readonly keyFile: string;
  /** More variables of the host. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** A run, with the most memory that it had; undefined for one that was killed. */
export interface FaultRun extends Run {
  readonly peakMegabytes: number | undefined;
}

/** A folder with a playbook of one play on the machine `one`, an inventory, and a state that stays between runs. */
export interface Bench extends AsyncDisposable {
  readonly folder: string;
  /** Runs another command of the lab with the last run's inventory and the same state. @throws {ExecaError} when it fails */
  lab(...words: readonly string[]): Promise<string>;
  /** Runs tasks. `words` are further arguments; `onEvent` is called with each line of events as it comes, and with what kills the run. */
  run(
    tasks: readonly unknown[],
    reach: Reach,
    options?: {
      readonly words?: readonly string[];
      readonly play?: Readonly<Record<string, unknown>>;
      readonly onEvent?: (line: string, kill: () => void) => void;
    },
  ): Promise<FaultRun>;
}

/** A machine `one` in a container, with a bench to try it from. */
export interface FaultMachine extends AsyncDisposable {
  readonly bench: Bench;
  readonly reach: Reach;
  /** Runs a shell script in the machine as root, past SSH. */
  readonly inside: (script: string) => Promise<string>;
}

/** Starts the machine; `prefix` stands before its container's name. */
export async function startFaultMachine(prefix: string): Promise<FaultMachine> {
  const machines = await startMachines(prefix, ['one']);
  const bench = await makeBench();
  return {
    bench,
    reach: { address: machines.addresses[0]!, keyFile: machines.keyFile },
    inside: (script) => machines.inside('one', script),
    async [Symbol.asyncDispose]() {
      await bench[Symbol.asyncDispose]();
      await machines[Symbol.asyncDispose]();
    },
  };
}

async function makeBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'remla-fault-'));
  const env = { LAB_FILE: await writeOwnState(folder) };
  return {
    folder,
    async lab(...words) {
      const inventory = join(folder, 'inventory.yml');
      return (await execa(process.execPath, [LAB, ...words, '-i', inventory], { env })).stdout;
    },
    async run(tasks, reach, { words = [], play = {}, onEvent } = {}) {
      const inventory = join(folder, 'inventory.yml');
      const host = {
        ansible_host: reach.address,
        ansible_port: reach.port ?? 22,
        ansible_user: reach.user ?? 'vagrant',
        ansible_ssh_private_key_file: reach.keyFile,
        ...reach.variables,
      };
      // It may hold a password, which the lab refuses where others can read it.
      await writeFile(inventory, stringify({ all: { hosts: { one: host } } }), { mode: 0o600 });
      const playbook = join(folder, 'play.yml');
      await writeFile(
        playbook,
        stringify([{ name: 'fault', hosts: 'one', become: true, gather_facts: false, ...play, tasks }]),
      );
      const peakFile = join(folder, 'peak');
      await rm(peakFile, { force: true });
      const child = execa(
        process.execPath,
        [LAB, 'provision', '-i', inventory, playbook, '--output', 'json', ...words],
        {
          env: { ...env, PEAK_FILE: peakFile, NODE_OPTIONS: `--import=${PEAK_MEMORY}` },
          reject: false,
          maxBuffer: 1e9,
        },
      );
      if (onEvent) for await (const line of child) onEvent(line, () => child.kill('SIGKILL'));
      const { stdout, stderr, exitCode } = await child;
      const peak = existsSync(peakFile) ? Number(await readFile(peakFile, 'utf8')) / 1000 : undefined;
      return { ...readRun(stdout, stderr, exitCode ?? -1), peakMegabytes: peak };
    },
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}
