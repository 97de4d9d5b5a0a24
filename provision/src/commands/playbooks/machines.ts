import { hostname, userInfo } from 'node:os';

import type { Lab } from '../../lab/schema.ts';
import type { Plan } from '../../plan/plan.ts';
import { actingHosts } from '../../run/acting-host.ts';
import type { EventSink } from '../../run/event.ts';
import { systemClock } from '../../run/clock.ts';
import type { RunOptions } from '../../run/run-options.ts';
import type { Scrubber } from '../../shell/scrub.ts';
import { createKnownHosts } from '../../transport/known-hosts.ts';
import { lockMachine } from '../../transport/lock.ts';
import { openConnection } from '../../transport/open-connection.ts';
import { knownHostsFile } from './known-hosts-file.ts';

/** The ways to machines for one run. */
export type Machines = Pick<RunOptions, 'connect' | 'scrub' | 'lock'>;

/** Begins to connect to the machines of a plan; `connect` then gives these connections. */
export function connectAhead(plan: Plan, machines: Machines, signal: AbortSignal): Machines {
  const ahead = new Map(actingHosts(plan).map((host) => [host.name, machines.connect(host)]));
  for (const connection of ahead.values()) connection.warm({ signal });
  return { ...machines, connect: (host) => ahead.get(host.name) ?? machines.connect(host) };
}

/** Opens nothing yet: a connection is made when a run first needs it. */
export function openMachines(from: {
  readonly stateFolder: string;
  readonly lab: Lab;
  readonly scrubber: Scrubber;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly nowMs: number;
  readonly sink: EventSink;
}): Machines {
  const { stateFolder, lab, scrubber, environment, nowMs, sink } = from;
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
  return {
    connect: (host) => {
      // This machine is another one than those that lab.yml describes.
      const isOfLab = host.address.kind === 'ssh';
      return openConnection(host, {
        knownHosts,
        environment,
        ...(isOfLab && { lockFile: lab.provision.machine_lock }),
      });
    },
    scrub: (text) => scrubber.scrub(text),
    lock: (connection, options) => lockMachine(connection, { owner, ...options }),
  };
}
