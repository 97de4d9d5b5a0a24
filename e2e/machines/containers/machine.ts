import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { execa } from 'execa';

/** The image of provision/machine/Dockerfile, with Python for Ansible; `.ci/tools/machine-image.sh` makes it. */
export const MACHINE_IMAGE = process.env['MACHINE_IMAGE'] || 'remla-lab/machine:ci';

/** What systemd needs in a container; the Vagrantfile has the same for the docker provider. */
const RUN_OPTIONS = [
  ...[
    'SYS_ADMIN',
    'NET_ADMIN',
    'SYS_PTRACE',
    'SYSLOG',
    'SYS_MODULE',
    'IPC_LOCK',
    'SYS_NICE',
    'DAC_READ_SEARCH',
  ].flatMap((capability) => ['--cap-add', capability]),
  ...['seccomp=unconfined', 'systempaths=unconfined'].flatMap((option) => ['--security-opt', option]),
  ...['/run', '/run/lock', '/tmp'].flatMap((path) => ['--tmpfs', path]),
  '-v',
  '/sys/fs/cgroup:/sys/fs/cgroup:rw',
];

/** Systemd machines with sshd, each a container. Disposing removes them. */
export interface Machines extends AsyncDisposable {
  /** The address of each, in the order of the names. */
  readonly addresses: readonly string[];
  /** A private key with which the user `vagrant`, who has sudo, logs in. */
  readonly keyFile: string;
  /** Runs a shell script as root in one of them, past SSH. @throws {ExecaError} when it fails */
  inside(name: string, script: string): Promise<string>;
}

/** Starts machines and waits for their sshd. `names` are host names; containers carry `prefix` before them. */
export async function startMachines(prefix: string, names: readonly string[]): Promise<Machines> {
  const folder = await mkdtemp(join(tmpdir(), 'remla-machines-'));
  const keyFile = join(folder, 'key');
  await execa('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', keyFile]);
  const containers = names.map((name) => `${prefix}-${name}`);
  const remove = async () => {
    await execa('docker', ['rm', '--force', '--volumes', ...containers]);
    await rm(folder, { recursive: true, force: true });
  };
  const inside = async (name: string, script: string): Promise<string> =>
    (await execa('docker', ['exec', '-i', `${prefix}-${name}`, 'sh', '-ec', script])).stdout;
  try {
    // What a killed run left behind.
    await execa('docker', ['rm', '--force', '--volumes', ...containers], { reject: false });
    const addresses = await Promise.all(
      names.map(async (name) => {
        const container = `${prefix}-${name}`;
        await execa('docker', [
          'run',
          '--detach',
          '--name',
          container,
          '--hostname',
          name,
          ...RUN_OPTIONS,
          MACHINE_IMAGE,
        ]);
        await execa('docker', ['exec', '-i', container, 'tee', '/home/vagrant/.ssh/authorized_keys'], {
          inputFile: `${keyFile}.pub`,
        });
        const format = '{{.NetworkSettings.IPAddress}}';
        const address = (await execa('docker', ['inspect', '--format', format, container])).stdout;
        await untilLogin(address, keyFile);
        return address;
      }),
    );
    return { addresses, keyFile, inside, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Logs in until it works, a minute at most. @throws {ExecaError} the last failure */
async function untilLogin(address: string, keyFile: string): Promise<void> {
  const options = [
    'BatchMode=yes',
    'StrictHostKeyChecking=no',
    'UserKnownHostsFile=/dev/null',
    'ConnectTimeout=5',
  ];
  const words = [...options.flatMap((option) => ['-o', option]), '-i', keyFile, `vagrant@${address}`, 'true'];
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (!(await execa('ssh', words, { reject: false })).failed) return;
    await setTimeout(200);
  }
  await execa('ssh', words);
}
