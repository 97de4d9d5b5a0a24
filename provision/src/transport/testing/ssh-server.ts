import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';

import ssh2 from 'ssh2';
import type { Connection as ServerConnection, ServerChannel } from 'ssh2';

import { serveSftp } from './sftp-server.ts';

/** What goes wrong on purpose. Each is read when it matters, so that a test may change them while the server runs. */
export interface Faults {
  /** No key is good enough. */
  refusesLogin?: boolean;
  /** Takes connections and says nothing. */
  isSilent?: boolean;
  /** Cuts the connection, without a word, when commands have printed so many bytes in all. */
  cutAfterBytes?: number;
  /** SFTP is switched off. */
  hasNoSftp?: boolean;
  /** Opens no more sessions than this on one connection. */
  maxSessions?: number;
}

/** An SSH server of a test: its commands run for real, in `sh`, as the user who runs the test. */
export interface TestSshServer extends AsyncDisposable {
  readonly port: number;
  /** Of the only user that may log in, whatever the name. */
  readonly privateKey: string;
  readonly faults: Faults;
  /** Commands that were started, in order. */
  readonly commands: readonly string[];
  /** How many connections are open. */
  readonly connections: number;
  /** When the first connection is there. */
  readonly connected: Promise<void>;
  /** Cuts all connections, as a machine does that loses its power. */
  cut(): void;
  /** Another key from the next connection on, as a machine has that was made anew. */
  changeHostKey(): void;
}

/** Starts one on 127.0.0.1. Its children get `environment`. */
export async function startSshServer({
  faults = {},
  environment = process.env,
}: { readonly faults?: Faults; readonly environment?: NodeJS.ProcessEnv } = {}): Promise<TestSshServer> {
  const login = newKey();
  const authorized = ssh2.utils.parseKey(login.public);
  if (authorized instanceof Error) throw authorized;
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const { promise: connected, resolve: noteConnected } = Promise.withResolvers<void>();
  let printedBytes = 0;

  const count = (bytes: number, cut: () => void): void => {
    printedBytes += bytes;
    if (faults.cutAfterBytes !== undefined && printedBytes >= faults.cutAfterBytes) cut();
  };
  const serve = (connection: ServerConnection, socket: Socket): void => {
    connection.on('error', () => undefined);
    connection.on('authentication', (context) => {
      const isKnown = context.method === 'publickey' && context.key.data.equals(authorized.getPublicSSH());
      if (isKnown && !faults.refusesLogin) context.accept();
      else context.reject(['publickey']);
    });
    let sessions = 0;
    connection.on('session', (accept, reject) => {
      if (faults.maxSessions !== undefined && sessions >= faults.maxSessions) {
        reject();
        return;
      }
      sessions += 1;
      const session = accept();
      session.on('close', () => {
        sessions -= 1;
      });
      session.on('sftp', (acceptSftp, rejectSftp) => {
        if (faults.hasNoSftp) rejectSftp();
        else serveSftp(acceptSftp());
      });
      session.on('exec', (acceptExec, _reject, { command }) => {
        commands.push(command);
        run(acceptExec(), {
          command,
          environment,
          onPrinted: (bytes) => count(bytes, () => socket.destroy()),
        });
      });
    });
    connection.on('tcpip', (accept, _reject, { destPort }) => tunnel(accept(), destPort));
  };

  let hostKey = newKey().private;
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    noteConnected();
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    if (faults.isSilent) return;
    new ssh2.Server({ hostKeys: [hostKey] }, (connection) => serve(connection, socket)).injectSocket(socket);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (listener.address() as AddressInfo).port,
    privateKey: login.private,
    connected,
    faults,
    commands,
    get connections() {
      return sockets.size;
    },
    cut,
    changeHostKey: () => {
      hostKey = newKey().private;
    },
    [Symbol.asyncDispose]: async () => {
      cut();
      listener.close();
      await once(listener, 'close');
    },
  };
}

/** Now and then ssh2 makes a key that it cannot read itself. */
function newKey(): { readonly public: string; readonly private: string } {
  for (;;) {
    const key = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(key.private) instanceof Error)) return key;
  }
}

function run(
  channel: ServerChannel,
  {
    command,
    environment,
    onPrinted,
  }: {
    readonly command: string;
    readonly environment: NodeJS.ProcessEnv;
    readonly onPrinted: (bytes: number) => void;
  },
): void {
  const child = spawn('/bin/sh', ['-c', command], { env: environment, detached: true, stdio: 'pipe' });
  channel.pipe(child.stdin);
  child.stdin.on('error', () => undefined);
  channel.on('error', () => undefined);
  // One write at a time over both streams: they share a window, and ssh2's server loses its way when both wait for it.
  let turn = Promise.resolve();
  const relay = (source: Readable, target: Writable): void => {
    source.on('data', (chunk: Buffer) => {
      onPrinted(chunk.length);
      source.pause();
      turn = turn
        .then(() => written(target, chunk))
        .then(() => {
          source.resume();
          return undefined;
        });
    });
  };
  relay(child.stdout, channel);
  relay(child.stderr, channel.stderr);
  child.on('close', (code) => {
    const leave = (): void => {
      if (!channel.writable) return;
      channel.exit(code ?? 1);
      channel.end();
    };
    void turn.then(leave);
  });
  // As sshd does: a channel that goes takes the streams of its command away, no more.
  channel.on('close', () => {
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
  });
}

function written(target: Writable, chunk: Buffer): Promise<void> {
  if (!target.writable) return Promise.resolve();
  return new Promise((resolve) => target.write(chunk, () => resolve()));
}

function tunnel(channel: ServerChannel, port: number): void {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  socket.on('error', () => channel.destroy());
  channel.on('error', () => socket.destroy());
  channel.on('close', () => socket.destroy());
  channel.pipe(socket).pipe(channel);
}
