import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import type { Server } from 'node:net';

import { pause } from '../run/clock.ts';
import type { Clock } from '../run/clock.ts';

const INTERVAL_MS = 250;

/** How a claim is waited for. */
export interface ClaimOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called once, when somebody else has it. */
  readonly onWaiting: () => void;
}

/**
 * Keeps other processes of this computer off a file until it is disposed of. What is claimed is an abstract socket of Linux,
 * which the kernel frees whatever becomes of us; elsewhere (macOS) nothing is claimed: there two processes may do the same
 * work twice, and what comes of it is checked all the same. @throws the signal's reason when that aborts
 */
export async function claimFile(path: string, options: ClaimOptions): Promise<AsyncDisposable> {
  if (process.platform !== 'linux') return { [Symbol.asyncDispose]: () => Promise.resolve() };
  const name = `\0remla-lab.${createHash('sha256').update(path).digest('hex')}`;
  for (let isFirst = true; ; isFirst = false) {
    const server = await listen(name);
    if (server) return { [Symbol.asyncDispose]: () => close(server) };
    if (isFirst) options.onWaiting();
    await pause(INTERVAL_MS, options);
  }
}

/** undefined: somebody has it. */
function listen(name: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(name, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
