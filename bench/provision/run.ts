import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startMachines } from '@remla-lab/e2e/machines';
import { execa } from 'execa';
import { stringify } from 'yaml';

import { ansibleEngine, labEngine } from './engines.ts';
import type { Engine, RunKind } from './engines.ts';
import { report } from './report.ts';
import type { Samples } from './report.ts';

// Measures the provisioner against ansible-playbook: the same play, the same three machines, in turn.

const HOSTS = ['controller', 'node1', 'node2'];
const KINDS: readonly RunKind[] = ['start', 'first', 'again', 'check'];
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, smoke: { type: 'boolean', default: false } },
});
const rounds = values.smoke ? 1 : Number(values.rounds);
const bin = process.env['ANSIBLE_BIN'];
if (bin === undefined)
  throw new Error('ANSIBLE_BIN is not set: the folder with ansible-playbook; see bench/README.md');

const reset = await readFile(new URL('reset.sh', import.meta.url), 'utf8');
const folder = await mkdtemp(join(tmpdir(), 'remla-bench-'));
await using machines = await startMachines('remla-bench', HOSTS);
try {
  const inventory = join(folder, 'inventory.yml');
  await writeFile(inventory, stringify({ all: { hosts: hostsOf(machines) } }));
  const lab: Contestant = { engine: await labEngine({ inventory, folder }), ...noSamples() };
  const ansible: Contestant = { engine: ansibleEngine({ inventory, folder }, bin), ...noSamples() };
  // One round whose times do not count: host keys, caches, connections.
  for (let round = 0; round <= rounds; round += 1) {
    for (const contestant of [lab, ansible]) {
      await Promise.all(HOSTS.map((host) => machines.inside(host, reset)));
      for (const kind of KINDS) {
        const said = round === 0 ? await countTrips(contestant, kind) : await measureRun(contestant, kind);
        process.stderr.write(`round ${round}/${rounds}  ${contestant.engine.name} ${kind}: ${said}\n`);
      }
    }
  }
  const version = (await execa(join(bin, 'ansible-playbook'), ['--version'])).stdout.split('\n')[0] ?? '';
  process.stdout.write(`${report([lab, ansible], version)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

interface Contestant extends Samples {
  readonly engine: Engine;
}

function noSamples(): Samples {
  return {
    measured: { start: [], first: [], again: [], check: [] },
    trips: { start: 0, first: 0, again: 0, check: 0 },
  };
}

async function countTrips({ engine, trips }: Contestant, kind: RunKind): Promise<string> {
  trips[kind] = await engine.countTrips(kind);
  return `${trips[kind].toFixed(2)} round trips a task`;
}

async function measureRun({ engine, measured }: Contestant, kind: RunKind): Promise<string> {
  const result = await engine.run(kind);
  measured[kind].push(result);
  return `${Math.round(result.wallMs)} ms`;
}

function hostsOf({
  addresses,
  keyFile,
}: {
  readonly addresses: readonly string[];
  readonly keyFile: string;
}): unknown {
  return Object.fromEntries(
    HOSTS.map((host, index) => [
      host,
      { ansible_host: addresses[index], ansible_user: 'vagrant', ansible_ssh_private_key_file: keyFile },
    ]),
  );
}
