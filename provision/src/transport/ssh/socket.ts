import { connect } from 'node:net';
import type { Socket } from 'node:net';

import type { SshAddress } from '../../inventory/inventory.ts';
import { ConnectError } from '../errors.ts';

/** How long a connection may take, and again the login. */
export const CONNECT_TIMEOUT_MS = 10_000;

/** The socket with which the way to a machine begins: to the machine, or to the one that it is reached through. @throws {ConnectError} */
export function openFirstSocket(
  name: string,
  { proxyJump, ...address }: SshAddress,
  {
    connectTimeoutMs: timeoutMs = CONNECT_TIMEOUT_MS,
    signal,
  }: { readonly connectTimeoutMs?: number; readonly signal: AbortSignal | undefined },
): Promise<Socket> {
  if (!proxyJump) return openSocket(name, address, { timeoutMs, signal });
  return openSocket(throughName(name, proxyJump), proxyJump, { timeoutMs, signal });
}

/** How a machine on the way to another is called. */
export function throughName(name: string, { host }: Pick<SshAddress, 'host'>): string {
  return `${name} (through ${host})`;
}

/**
 * A socket with Nagle's algorithm off from its first packet: set later, the handshake stays 170 ms slower.
 * @throws {ConnectError} when nobody answers there
 */
function openSocket(
  name: string,
  { host, port }: { readonly host: string; readonly port: number },
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal | undefined },
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const socket = connect({ host, port, noDelay: true });
    const settle = (): void => {
      clearTimeout(timer);
      socket.off('connect', succeed);
      socket.off('error', fail);
      signal?.removeEventListener('abort', abort);
    };
    const succeed = (): void => {
      settle();
      // Until somebody listens: what is reset meanwhile is closed, and found to be so.
      socket.on('error', () => undefined);
      resolve(socket);
    };
    const fail = (cause: Error): void => {
      settle();
      socket.destroy();
      reject(unreachable(name, `${host}:${port}`, { cause, timeoutMs }));
    };
    const abort = (): void => fail(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
    const timer = setTimeout(
      () => fail(Object.assign(new Error('time-out'), { code: 'ETIMEDOUT' })),
      timeoutMs,
    );
    socket.once('connect', succeed);
    socket.once('error', fail);
    signal?.addEventListener('abort', abort);
  });
}

function unreachable(
  name: string,
  place: string,
  { cause, timeoutMs }: { readonly cause: Error; readonly timeoutMs: number },
): ConnectError {
  const { code } = cause as NodeJS.ErrnoException;
  switch (code) {
    case 'ECONNREFUSED':
      return new ConnectError(name, `nobody listens on ${place} (connection refused)`, {
        cause,
        hint: 'is the machine up, and is this the port of its SSH server?',
      });
    case 'ETIMEDOUT':
      return new ConnectError(name, `no answer from ${place} within ${timeoutMs / 1_000} s`, {
        cause,
        hint: 'is the machine up, and does a firewall let SSH through?',
      });
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ConnectError(name, `the name of ${place} is unknown here`, {
        cause,
        hint: 'give its address as ansible_host in the inventory',
      });
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return new ConnectError(name, `there is no way to ${place} from here (${code})`, {
        cause,
        hint: 'is the network of the machines up?',
      });
    default:
      return new ConnectError(name, `cannot connect to ${place}: ${cause.message}`, { cause });
  }
}
