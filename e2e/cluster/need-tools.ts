import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { execa } from 'execa';

import { CHECKOUT } from '../tools/folders.ts';
import { artifactsLink } from '../tools/lanes.ts';
import { LANE } from './distribution.ts';
import { LAB } from './lab.ts';

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
  [
    join(artifactsLink(LANE), 'lab.lock.yml'),
    'Programs and images are missing: .ci/tools/programs.sh, .ci/tools/runc-and-cni.sh, then `node e2e/tools/artifacts.ts cluster` or `… k3s`',
  ],
  [
    join(resolve(CHECKOUT, process.env['LAB_SHARED'] ?? '../shared'), 'data', 'upstream', 'crds'),
    'The CRDs of Istio and the Prometheus operator are missing: LAB_SHARED names the folder with data/upstream/crds',
  ],
] as const;

/** Before the tests: says what is missing on this machine, instead of failing obscurely in each of them. */
export async function setup(): Promise<void> {
  const missing: string[] = FILES.flatMap(([path, message]) => (existsSync(path) ? [] : [message]));
  for (const [program, words, message] of TOOLS) {
    if ((await execa(program, words, { reject: false })).failed) missing.push(message);
  }
  if (missing.length > 0) throw new Error(`${missing.join('.\n')}.\n\`.ci/run cluster\` sees to all of it.`);
}

/** After the tests: the machines that they share are taken away. */
export async function teardown(): Promise<void> {
  if (process.env['KEEP'] === undefined) await LAB.forget();
}
