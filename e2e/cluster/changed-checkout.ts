import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { stringify } from 'yaml';

import type { Run } from '../provision-run.ts';
import { readRun } from '../provision-run.ts';
import { LANE_FILES, artifactsLink } from '../tools/lanes.ts';
import { CHECKOUT } from '../tools/folders.ts';
import { MACHINES } from '../vagrant-lab.ts';
import { ADDRESSES, LANE } from './distribution.ts';
import { LAB } from './lab.ts';

/** A copy of this checkout with another version of the app, on the same machines. Its folder goes with it. */
export interface ChangedCheckout extends AsyncDisposable {
  provision(...words: readonly string[]): Promise<Run>;
}

export async function changedCheckout(appVersion: string): Promise<ChangedCheckout> {
  const root = await mkdtemp(join(tmpdir(), 'remla-changed-'));
  const files = await execa('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: CHECKOUT,
  });
  await Promise.all(
    files.stdout
      .split('\0')
      .filter(Boolean)
      .map((file) => cp(join(CHECKOUT, file), join(root, file)).catch(passOverMissing)),
  );
  await symlink(join(CHECKOUT, 'node_modules'), join(root, 'node_modules'));
  const manifest = join(root, 'app', 'package.json');
  const text = await readFile(manifest, 'utf8');
  await writeFile(manifest, text.replace(/"version": "[^"]*"/, `"version": "${appVersion}"`));

  const state = join(root, '.lab', LANE, 'state');
  await mkdir(state, { recursive: true });
  await symlink(artifactsLink(LANE), join(root, '.lab', LANE, 'artifacts'));
  for (const name of ['kubeconfig', 'known_hosts']) await cp(join(LAB.labState, name), join(state, name));
  // Vagrant knows the machines of the other checkout, so their addresses are given.
  await writeFile(join(root, 'inventory.yml'), stringify(await inventory()));

  return {
    async provision(...words) {
      const program = join(root, 'provision', 'bin', 'lab.js');
      const all = [program, 'provision', '--output', 'json', '-i', join(root, 'inventory.yml'), ...words];
      const env = { LAB_FILE: join(root, LANE_FILES[LANE]), DOCKER_BUILDKIT: '0' };
      const { stdout, stderr, exitCode } = await execa(process.execPath, all, {
        cwd: root,
        env,
        reject: false,
      });
      return readRun(stdout, stderr, exitCode ?? -1);
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  };
}

/** A file that git knows, and that somebody has removed. */
function passOverMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

/** The machines as an inventory file, by what `vagrant ssh-config` says. */
async function inventory(): Promise<unknown> {
  const { stdout } = await execa('vagrant', ['ssh-config'], { cwd: CHECKOUT, env: LAB.environment });
  const hosts = MACHINES.map((name, index) => {
    const block = stdout.split(/^Host /m).find((each) => each.startsWith(`${name}\n`)) ?? '';
    const valueOf = (key: string) => new RegExp(`^ *${key} "?([^"\\n]*)"?$`, 'm').exec(block)?.[1] ?? '';
    const variables = {
      ansible_host: valueOf('HostName'),
      ansible_port: Number(valueOf('Port')),
      ansible_user: valueOf('User'),
      ansible_ssh_private_key_file: valueOf('IdentityFile'),
      node_ip: ADDRESSES[index],
    };
    return [name, variables] as const;
  });
  const [controller, ...nodes] = hosts;
  return {
    all: {
      children: {
        controllers: { hosts: Object.fromEntries(controller ? [controller] : []) },
        nodes: { hosts: Object.fromEntries(nodes) },
      },
    },
  };
}
