import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { execa } from 'execa';

import { PROGRAMS } from '../tools/folders.ts';
import { artifactsLink } from '../tools/lanes.ts';
import { CHECKOUT } from '../vagrant-lab.ts';
import { LAB } from './lab.ts';

const SHARED = resolve(CHECKOUT, process.env['LAB_SHARED'] ?? '../shared');

const TOOLS = [
  ['docker', ['info'], 'No Docker Engine answers `docker info`: install and start one'],
  [
    'docker',
    ['image', 'inspect', 'remla-lab/machine:cluster'],
    'The image of the machines is missing: .ci/tools/machine-image.sh cluster',
  ],
  ['vagrant', ['--version'], 'Vagrant is missing: install 2.3.4 or newer'],
  ['ssh', ['-V'], 'The OpenSSH client is missing: install it'],
] as const;

/** Files that these tests read, each with what makes it. */
const FILES = [
  [join(PROGRAMS, 'helm', 'helm'), 'Helm is missing: .ci/tools/programs.sh platform'],
  [join(PROGRAMS, 'prometheus', 'prometheus'), 'Prometheus is missing: .ci/tools/programs.sh platform'],
  [
    join(artifactsLink('platform'), 'lab.lock.yml'),
    'Programs, images and charts are missing: `node e2e/tools/artifacts.ts platform`',
  ],
  [
    join(SHARED, 'data', 'upstream', 'charts'),
    'The values of the charts are missing: LAB_SHARED names the folder with data/upstream/charts',
  ],
] as const;

/** Before the tests: says what is missing on this machine, instead of failing obscurely in each of them. */
export async function setup(): Promise<void> {
  const missing: string[] = FILES.flatMap(([path, message]) => (existsSync(path) ? [] : [message]));
  for (const [program, words, message] of TOOLS) {
    if ((await execa(program, words, { reject: false })).failed) missing.push(message);
  }
  if (missing.length > 0) throw new Error(`${missing.join('.\n')}.\n\`.ci/run platform\` sees to all of it.`);
}

/** After the tests: the machines that they share are taken away. */
export async function teardown(): Promise<void> {
  if (process.env['KEEP'] === undefined) await LAB.forget();
}
