import { spawn } from 'node:child_process';
import { once } from 'node:events';

import type { Channel, Link } from '../link.ts';
import { ConnectError } from '../errors.ts';

/** More than any play uses at once; every shell is a process here. */
const MAX_CHANNELS = 32;

/** The way to this machine: shells of this user, as child processes. */
export function openLocalLink(host: string): Link {
  const channels = new Set<Channel>();
  const { promise: lost, resolve: lose } = Promise.withResolvers<string>();
  return {
    maxChannels: MAX_CHANNELS,
    lost,
    openSftp: undefined,
    openChannel: async (command) => {
      const channel = await startShell(host, command);
      channels.add(channel);
      void channel.closed.then(() => channels.delete(channel));
      return channel;
    },
    close: async () => {
      lose('closed');
      const open = [...channels];
      for (const channel of open) channel.destroy();
      await Promise.all(open.map(({ closed }) => closed));
    },
  };
}

async function startShell(host: string, command: string): Promise<Channel> {
  // A group of its own: Ctrl-C at the terminal is for the provisioner alone, which ends what it began in good order.
  const child = spawn('/bin/sh', ['-c', command], { detached: true, stdio: 'pipe' });
  // A shell that is gone while something is written to it shows in `closed`.
  child.stdin.on('error', () => undefined);
  const closed = once(child, 'close').then(
    () => undefined,
    () => undefined,
  );
  try {
    await once(child, 'spawn');
  } catch (cause) {
    throw new ConnectError(host, `no shell could be started: ${(cause as Error).message}`, { cause });
  }
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr,
    closed,
    destroy: () => {
      child.stdin.destroy();
      child.stdout.destroy();
      child.stderr.destroy();
      child.kill('SIGKILL');
    },
  };
}
