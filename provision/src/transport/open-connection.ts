import type { Host } from '../inventory/inventory.ts';
import type { Connection } from './connection.ts';
import { openLocalLink } from './local/link.ts';
import { MachineConnection } from './machine-connection.ts';
import type { ConnectionParts } from './machine-connection.ts';
import type { SshOptions } from './ssh/link.ts';
import { openFirstSocket } from './ssh/socket.ts';

/** How machines are reached. */
export type ConnectionOptions = SshOptions & {
  /** How long a command may take to end itself after TERM. @default 10 */
  readonly graceSeconds?: number;
  /** On the machine: the file by which a run locks it. @default remla-lab.lock in /run/lock, /var/lock or /tmp */
  readonly lockFile?: string;
  /** How to wait between tries, for tests. @default real time */
  readonly sleep?: ConnectionParts['sleep'];
};

/** The way to a machine of the inventory. Nothing happens before its first call; whoever asked for it closes it. */
export function openConnection({ name, address, machineId }: Host, options: ConnectionOptions): Connection {
  const { graceSeconds = 10, lockFile, sleep } = options;
  const parts = {
    host: name,
    graceSeconds,
    ...(lockFile !== undefined && { lockFile }),
    ...(sleep && { sleep }),
  };
  if (address.kind === 'local') {
    return new MachineConnection({ ...parts, openLink: async () => openLocalLink(name) });
  }
  return new MachineConnection({
    ...parts,
    openLink: async (signal) => {
      const socket = openFirstSocket(name, address, { ...options, signal });
      // Whoever waits for it hears of it.
      socket.catch(() => undefined);
      // ssh2 is costly to load, and a play on this machine needs none of it. The other side gets ready meanwhile.
      const { openSshLink } = await import('./ssh/link.ts');
      return openSshLink({ name, address, machineId }, { ...options, signal, socket });
    },
  });
}
