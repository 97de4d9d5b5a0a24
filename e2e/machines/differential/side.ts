import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { stringify } from 'yaml';

import { startMachines } from '../containers/machine.ts';
import type { Machines } from '../containers/machine.ts';
import type { Case } from './case.ts';
import { writePlaybooks } from './playbook.ts';
import type { Side } from './playbook.ts';
import type { RunResult } from './result.ts';
import { runAnsible } from './run-ansible.ts';
import { runLab } from './run-lab.ts';
import { makeReady, snapshot } from './snapshot.ts';

/** The machines of each side. */
export const HOSTS = ['one', 'two'] as const;

/** By the name of the playbook: `playbook` for all that go together, the case's for one that runs alone. */
export type RunResults = ReadonlyMap<string, RunResult>;

/** What one engine did with all cases: two runs, and what lay on the machines after the first and after the second. */
export interface SideResult {
  readonly runs: readonly RunResults[];
  /** By case and machine, after each run. */
  readonly snapshots: readonly ReadonlyMap<string, readonly string[]>[];
}

/** Lets one engine do all cases twice, on machines of its own. */
export async function runSide(side: Side, cases: readonly Case[]): Promise<SideResult> {
  await using machines = await startMachines(`remla-diff-${side}`, HOSTS);
  const folder = await mkdtemp(join(tmpdir(), `remla-diff-${side}-`));
  try {
    await onEachHost(async (host) => {
      for (const each of cases) await makeReady(each, machines, host);
    });
    const inventory = await writeInventory(folder, machines);
    const playbooks = await writePlaybooks(cases, side, folder);
    const run = (path: string) =>
      side === 'ansible'
        ? runAnsible(path, inventory, { bin: ansibleBin() })
        : runLab(path, inventory, { folder: join(folder, 'own') });
    const runs: RunResults[] = [];
    const snapshots: ReadonlyMap<string, readonly string[]>[] = [];
    for (let count = 0; count < 2; count += 1) {
      const results = new Map<string, RunResult>();
      for (const { name, path } of playbooks) results.set(name, await run(path));
      runs.push(results);
      snapshots.push(await snapshotAll(cases, machines));
    }
    return { runs, snapshots };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function snapshotAll(
  cases: readonly Case[],
  machines: Machines,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  await onEachHost(async (host) => {
    for (const each of cases) found.set(`${each.name}@${host}`, await snapshot(each, machines, host));
  });
  return found;
}

async function onEachHost(work: (host: string) => Promise<void>): Promise<void> {
  await Promise.all(HOSTS.map(work));
}

async function writeInventory(folder: string, { addresses, keyFile }: Machines): Promise<string> {
  const login = { ansible_user: 'vagrant', ansible_ssh_private_key_file: keyFile };
  const hosts = Object.fromEntries(
    HOSTS.map((host, index) => [host, { ansible_host: addresses[index], ...login }]),
  );
  // Nobody listens there: the connection is refused at once.
  const gone = { ansible_host: '127.0.0.1', ansible_port: 1, ...login };
  const pair = { hosts: Object.fromEntries(HOSTS.map((host) => [host, {}])) };
  const path = join(folder, 'inventory.yml');
  await writeFile(path, stringify({ all: { hosts: { ...hosts, gone }, children: { pair } } }));
  return path;
}

function ansibleBin(): string {
  const bin = process.env['ANSIBLE_BIN'];
  if (bin === undefined)
    throw new Error('ANSIBLE_BIN is not set: the folder with ansible-playbook; `.ci/run machines` makes one');
  return bin;
}
