import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { stringify } from 'yaml';

import { startMachines } from '../containers/machine.ts';
import type { Machines } from '../containers/machine.ts';
import type { Case } from './case.ts';
import { writePlaybook } from './playbook.ts';
import type { Side } from './playbook.ts';
import type { RunResult } from './result.ts';
import { runAnsible } from './run-ansible.ts';
import { runLab } from './run-lab.ts';
import { makeReady, snapshot } from './snapshot.ts';

/** The machines of each side. */
export const HOSTS = ['one', 'two'] as const;

/** What one engine did with all cases: two runs, and what lay on the machines after the first and after the second. */
export interface SideResult {
  readonly runs: readonly RunResult[];
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
    const playbook = await writePlaybook(cases, side, folder);
    const run = () =>
      side === 'ansible'
        ? runAnsible(playbook, inventory, { bin: ansibleBin() })
        : runLab(playbook, inventory, { state: join(folder, 'state') });
    const runs: RunResult[] = [];
    const snapshots: ReadonlyMap<string, readonly string[]>[] = [];
    for (let count = 0; count < 2; count += 1) {
      runs.push(await run());
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
  const hosts = Object.fromEntries(
    HOSTS.map((host, index) => [
      host,
      { ansible_host: addresses[index], ansible_user: 'vagrant', ansible_ssh_private_key_file: keyFile },
    ]),
  );
  const path = join(folder, 'inventory.yml');
  await writeFile(path, stringify({ all: { hosts } }));
  return path;
}

function ansibleBin(): string {
  const bin = process.env['ANSIBLE_BIN'];
  if (bin === undefined)
    throw new Error('ANSIBLE_BIN is not set: the folder with ansible-playbook; `.ci/run machines` makes one');
  return bin;
}
