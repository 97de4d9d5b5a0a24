import { hostname, userInfo } from 'node:os';

import { findHost } from '../../inventory/find-host.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { Lab } from '../../lab/schema.ts';
import type { EventSink } from '../../run/event.ts';
import { systemClock } from '../../run/clock.ts';
import type { RunOptions } from '../../run/run-options.ts';
import { createScrubber } from '../../shell/scrub.ts';
import type { Secret } from '../../shell/secret.ts';
import { createKnownHosts } from '../../transport/known-hosts.ts';
import { lockMachine } from '../../transport/lock.ts';
import { openConnection } from '../../transport/open-connection.ts';
import { knownHostsFile } from './known-hosts-file.ts';

/** The ways to machines for one run. */
export type Machines = Pick<RunOptions, 'connect' | 'scrub' | 'lock'>;

/** Opens nothing yet: a connection is made when a run first needs it. */
export function openMachines(from: {
  readonly stateFolder: string;
  readonly lab: Lab;
  readonly inventory: Inventory;
  readonly passwords: readonly Secret[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly nowMs: number;
  readonly sink: EventSink;
}): Machines {
  const { stateFolder, lab, inventory, passwords, environment, nowMs, sink } = from;
  const knownHosts = createKnownHosts({
    file: knownHostsFile(stateFolder),
    onNote: (host, text) => sink({ type: 'note', atMs: systemClock.now(), host, text }),
  });
  const owner = {
    user: userInfo().username,
    host: hostname(),
    pid: process.pid,
    since: new Date(nowMs).toISOString(),
  };
  const file = lab.provision.machine_lock;
  const scrubber = createScrubber();
  for (const password of passwords) scrubber.add(password);
  return {
    connect: (host) => openConnection(host, { knownHosts, environment }),
    scrub: (text) => scrubber.scrub(text),
    lock: (connection, options) => {
      const isRemote = findHost(connection.host, inventory)?.address.kind === 'ssh';
      return lockMachine(connection, { owner, ...(isRemote && { file }), ...options });
    },
  };
}
