import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import { NodeSSH } from 'node-ssh';
import type { Client, ClientChannel, SFTPWrapper } from 'ssh2';

import type { SshAddress } from '../../inventory/inventory.ts';
import { ConnectError } from '../errors.ts';
import type { KnownHosts } from '../known-hosts.ts';
import type { Channel, Link } from '../link.ts';
import { credentialsFor } from './keys.ts';
import { explainLogin } from './explain-login.ts';
import { CONNECT_TIMEOUT_MS, throughName } from './socket.ts';

/** OpenSSH takes 10 sessions of one connection; two are left to others, and to the end of what hangs. */
const MAX_CHANNELS = 8;

/** Whoever says nothing for three of these is gone. */
const KEEPALIVE_MS = 10_000;

/** How machines are reached over SSH. */
export interface SshOptions {
  readonly knownHosts: KnownHosts;
  /** SSH_AUTH_SOCK and HOME are read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** For the connection, and again for the login. @default 10_000 */
  readonly connectTimeoutMs?: number;
}

/** A machine with its address. */
interface Target {
  readonly name: string;
  readonly address: SshAddress;
  readonly machineId: string | undefined;
}

/**
 * Logs in on a machine, through another one where the address says so, over the socket with which that begins; it is closed
 * with the link, and where there is none.
 * @throws {ConnectError} @throws {HostKeyError}
 */
export async function openSshLink(
  target: Target,
  options: SshOptions & { readonly signal: AbortSignal | undefined; readonly socket: Promise<Socket> },
): Promise<Link> {
  const { socket, signal } = options;
  const cut = (): void => {
    socket.then(
      (open) => open.destroy(),
      () => undefined,
    );
  };
  // Whoever interrupts a run does not want to see the end of a login that hangs.
  signal?.addEventListener('abort', cut);
  if (signal?.aborted) cut();
  try {
    return await linkOver(socket, target, options);
  } catch (error) {
    cut();
    throw error;
  } finally {
    signal?.removeEventListener('abort', cut);
  }
}

async function linkOver(socket: Promise<Socket>, target: Target, options: SshOptions): Promise<Link> {
  const { address, name } = target;
  const { proxyJump } = address;
  if (!proxyJump) return login(target, () => socket, options);
  const jump = { name: throughName(name, proxyJump), address: proxyJump, machineId: undefined };
  const way = await loginClient(jump, () => socket, options);
  try {
    const link = await login(target, () => tunnelTo(address, jump.name, way.ssh), options);
    return {
      ...link,
      close: async () => {
        await link.close();
        await way.close();
      },
    };
  } catch (error) {
    await way.close();
    throw error;
  }
}

async function tunnelTo({ host, port }: SshAddress, jump: string, ssh: NodeSSH): Promise<Duplex> {
  try {
    return await ssh.forwardOut('127.0.0.1', 0, host, port);
  } catch (cause) {
    throw new ConnectError(jump, `cannot reach ${host}:${port} from there: ${(cause as Error).message}`, {
      cause,
    });
  }
}

/** A login that worked. */
interface Way {
  readonly ssh: NodeSSH;
  readonly client: Client;
  readonly lost: Promise<string>;
  readonly close: () => Promise<void>;
}

async function login(target: Target, open: () => Promise<Duplex>, options: SshOptions): Promise<Link> {
  const { ssh, client, lost, close } = await loginClient(target, open, options);
  const openChannel = (command: string): Promise<Channel> =>
    new Promise((resolve, reject) => {
      client.exec(command, (cause, stream) => {
        if (cause)
          reject(
            new ConnectError(target.name, `no channel could be opened: ${cause.message}`, {
              cause,
              isLost: true,
            }),
          );
        else resolve(channelOf(stream, lost));
      });
      void lost.then((why) =>
        reject(new ConnectError(target.name, `the connection was lost: ${why}`, { isLost: true })),
      );
    });
  return {
    maxChannels: MAX_CHANNELS,
    lost,
    openChannel,
    openSftp: (): Promise<SFTPWrapper> => ssh.requestSFTP(),
    close,
  };
}

async function loginClient(
  { name, address, machineId }: Target,
  open: () => Promise<Duplex>,
  options: SshOptions,
): Promise<Way> {
  const machine = { name, host: address.host, port: address.port, machineId };
  const { methods, tried } = await credentialsFor(name, address, options.environment);
  const keyType = await options.knownHosts.keyType(machine);
  const { connectTimeoutMs: timeoutMs = CONNECT_TIMEOUT_MS } = options;
  const socket = await open();
  if (socket.destroyed) {
    throw new ConnectError(name, 'the other side closed the connection at once', {
      hint: 'does an SSH server listen there, and take more logins at a time (MaxStartups)?',
    });
  }
  let refusal: unknown;
  const ssh = new NodeSSH();
  const configuration = {
    sock: socket,
    username: address.user,
    authHandler: methods,
    readyTimeout: timeoutMs,
    keepaliveInterval: KEEPALIVE_MS,
    keepaliveCountMax: 3,
    ...(keyType !== undefined && {
      algorithms: { serverHostKey: { prepend: [keyType], append: [], remove: [] } },
    }),
    hostVerifier: (key: Buffer, verify: (isGood: boolean) => void) => {
      options.knownHosts.check(machine, key).then(
        () => verify(true),
        (error: unknown) => {
          refusal = error;
          verify(false);
        },
      );
    },
  };
  // ssh2's types ask for a Readable that happens to write; a Duplex is what it means.
  const connecting = ssh.connect(configuration as unknown as Parameters<NodeSSH['connect']>[0]);
  // node-ssh takes its own listeners off after the login; without one for good, a reset would end the process.
  const client = ssh.connection;
  const { promise: lost, resolve: lose } = Promise.withResolvers<string>();
  client?.on('error', (error) => lose(error.message));
  client?.on('close', () => lose('the other side closed it'));
  socket.on('error', (error: Error) => lose(error.message));
  try {
    await connecting;
  } catch (cause) {
    socket.destroy();
    throw refusal ?? explainLogin(name, address, { cause, tried, timeoutMs });
  }
  if (!client) throw new ConnectError(name, 'the connection was lost while it was opened');
  const close = async (): Promise<void> => {
    ssh.dispose();
    socket.destroy();
    await lost;
  };
  return { ssh, client, lost, close };
}

function channelOf(stream: ClientChannel, lost: Promise<string>): Channel {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  stream.on('close', () => resolve());
  stream.on('error', () => resolve());
  stream.stderr.on('error', () => resolve());
  const cut = (): void => {
    // ssh2 closes its channels itself when the connection ends, but not when it is cut while one is being opened.
    stream.destroy();
    resolve();
  };
  void lost.then(cut);
  return {
    stdin: stream,
    stdout: stream,
    stderr: stream.stderr,
    closed,
    destroy: () => {
      stream.close();
      stream.destroy();
      resolve();
    },
  };
}
