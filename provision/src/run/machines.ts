import type { Host } from '../inventory/inventory.ts';
import type { Connection } from '../transport/connection.ts';
import { createFactStore } from './interpret/fact-store.ts';
import type { FactStore } from './interpret/fact-store.ts';

/** A machine of the run. */
export interface Machine {
  readonly host: Host;
  readonly connection: Connection;
  /** The same for two names of one machine. */
  readonly key: string;
  /** Shared by all names of the machine. */
  readonly unapplied: Unapplied;
}

/** In check mode: what would have changed a machine. */
export interface Unapplied {
  /** The last task. */
  last: string | undefined;
  /** Paths that such a task names, with the last that does. */
  readonly paths: Map<string, string>;
}

/** The machines that a run talks to: a connection each, and what is known of them. Closing it closes the connections. */
export interface Machines extends AsyncDisposable {
  /** The machine of a host; its connection opens when it is first used. */
  readonly of: (host: Host) => Machine;
  /** In check mode: what would have changed the user's own machine. */
  readonly unappliedHere: Unapplied;
  /** Knows that two names may mean one machine: what one of them does is forgotten for both. */
  readonly facts: FactStore;
}

/** Machines to which nothing is connected yet. */
export function createMachines(connect: (host: Host) => Connection): Machines {
  const byName = new Map<string, Machine>();
  const store = createFactStore();
  const unappliedHere: Unapplied = { last: undefined, paths: new Map() };
  const unapplied = new Map([[LOCAL_KEY, unappliedHere]]);
  const open = (host: Host): Machine => {
    const key = machineKey(host);
    const mark = unapplied.get(key) ?? { last: undefined, paths: new Map() };
    unapplied.set(key, mark);
    const machine = { host, connection: connect(host), key, unapplied: mark };
    byName.set(host.name, machine);
    return machine;
  };
  return {
    of: (host) => byName.get(host.name) ?? open(host),
    unappliedHere,
    facts: {
      ...store,
      forget: (name) => {
        const key = byName.get(name)?.key;
        const names = [...byName.values()].filter((each) => each.key === key).map(({ host }) => host.name);
        for (const each of [name, ...names]) store.forget(each);
      },
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...byName.values()].map(({ connection }) => connection[Symbol.asyncDispose]()));
    },
  };
}

const LOCAL_KEY = 'local';

/** What tells one machine from another: where it answers. */
export function machineKey({ address }: Host): string {
  if (address.kind === 'local') return LOCAL_KEY;
  return JSON.stringify([address.host, address.port, address.proxyJump?.host ?? null]);
}
