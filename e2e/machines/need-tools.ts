import { execa } from 'execa';

import { LAB } from './lab/lab.ts';

const TOOLS = [
  ['docker', ['info'], 'No Docker Engine answers `docker info`: install and start one'],
  ['vagrant', ['--version'], 'Vagrant is missing: install 2.3.4 or newer'],
  ['ssh', ['-V'], 'The OpenSSH client is missing: install it'],
] as const;

/** Before the tests: says what is missing on this machine, instead of failing obscurely in each of them. */
export async function setup(): Promise<void> {
  const missing: string[] = [];
  for (const [program, words, message] of TOOLS) {
    if ((await execa(program, words, { reject: false })).failed) missing.push(message);
  }
  if (process.env['ANSIBLE_BIN'] === undefined) {
    missing.push('ANSIBLE_BIN is not set: the folder with ansible-playbook (e2e/machines/requirements.txt)');
  }
  if (missing.length > 0) throw new Error(`${missing.join('.\n')}.\n\`.ci/run machines\` sees to all of it.`);
}

/** After the tests: the machines that they share are taken away. */
export async function teardown(): Promise<void> {
  await LAB.forget();
}
