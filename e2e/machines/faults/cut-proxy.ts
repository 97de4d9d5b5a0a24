import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A TCP proxy in front of sshd that cuts connections. */
export interface CutProxy extends AsyncDisposable {
  readonly port: number;
  /** Cuts what is open now. */
  cut(): void;
  /** Cuts the next connection that brings so many bytes to the machine, once. */
  cutAfter(sentBytes: number): void;
  /** How many connections there have been. */
  readonly connections: number;
}

/** Starts a proxy to `host`:22 on a free port of this machine. */
export async function startCutProxy(host: string): Promise<CutProxy> {
  const open = new Set<Socket>();
  let connections = 0;
  let limitBytes = Infinity;
  const cut = (): void => {
    for (const socket of open) socket.resetAndDestroy();
    open.clear();
  };
  const server = createServer((near) => {
    connections += 1;
    const far = connect({ host, port: 22 });
    let sentBytes = 0;
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (chunk: Buffer) => {
      sentBytes += chunk.length;
      if (sentBytes < limitBytes) return;
      limitBytes = Infinity;
      near.resetAndDestroy();
      far.resetAndDestroy();
    });
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    cutAfter: (sentBytes) => {
      limitBytes = sentBytes;
    },
    get connections() {
      return connections;
    },
    async [Symbol.asyncDispose]() {
      cut();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
