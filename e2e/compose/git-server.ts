import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';

import { freePorts } from '../free-ports.ts';

/** A git server on this machine, with what is committed in a checkout as the one branch of `lab.git`. */
export interface GitServer extends AsyncDisposable {
  /** `git://127.0.0.1:PORT/lab.git` */
  readonly url: string;
  /** A folder of the test's own that goes with the server. */
  readonly folder: string;
}

/** Starts the server; disposing stops it and removes its folder. */
export async function startGitServer(checkout: string, branch: string): Promise<GitServer> {
  const folder = await mkdtemp(join(tmpdir(), 'remla-e2e-git-'));
  const repository = join(folder, 'served', 'lab.git');
  await execa('git', ['init', '--bare', '--quiet', repository]);
  await execa('git', ['push', '--quiet', repository, `HEAD:refs/heads/${branch}`], { cwd: checkout });
  const port = await freePorts();
  const daemon = execa('git', [
    'daemon',
    '--export-all',
    '--reuseaddr',
    '--listen=127.0.0.1',
    `--port=${port}`,
    `--base-path=${join(folder, 'served')}`,
  ]);
  // Ended by us: no failure of a test.
  daemon.catch(() => undefined);
  await accepts(port);
  return {
    url: `git://127.0.0.1:${port}/lab.git`,
    folder,
    async [Symbol.asyncDispose]() {
      daemon.kill('SIGTERM');
      await daemon.catch(() => undefined);
      await rm(folder, { recursive: true });
    },
  };
}

/** Until something listens on the port; the test's own time limit ends a vain wait. */
async function accepts(port: number): Promise<void> {
  for (;;) {
    const socket = connect({ port, host: '127.0.0.1' });
    try {
      await once(socket, 'connect');
      return;
    } catch {
      await new Promise(setImmediate);
    } finally {
      socket.destroy();
    }
  }
}
