import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startMachines } from '@remla-lab/e2e/machines';
import { execa } from 'execa';
import { stringify } from 'yaml';

import { ansibleEngine, labEngine } from './engines.ts';
import type { RunKind } from './engines.ts';
import type { Measured } from './measure.ts';
import { report } from './report.ts';
import type { Samples } from './report.ts';

// Measures the provisioner against ansible-playbook: the same play, the same three machines, in turn.

const HOSTS = ['controller', 'node1', 'node2'];
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
  const engines = [labEngine({ inventory, folder }), ansibleEngine({ inventory, folder }, bin)];
  const samples: Samples = new Map(engines.map(({ name }) => [name, { first: [], again: [], check: [] }]));
  // One round that does not count: host keys, caches, connections.
  for (let round = -1; round < rounds; round += 1) {
    for (const engine of engines) {
      await Promise.all(HOSTS.map((host) => machines.inside(host, reset)));
      for (const kind of ['first', 'again', 'check'] as const satisfies readonly RunKind[]) {
        const measured: Measured = await engine.run(kind);
        if (round >= 0) samples.get(engine.name)?.[kind].push(measured);
        process.stderr.write(
          `round ${round + 1}/${rounds}  ${engine.name} ${kind}: ${Math.round(measured.wallMs)} ms\n`,
        );
      }
    }
  }
  const version = (await execa(join(bin, 'ansible-playbook'), ['--version'])).stdout.split('\n')[0] ?? '';
  process.stdout.write(`${report(samples, version)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
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
