import { expect, test } from 'vitest';

import { ConnectError } from '../transport/errors.ts';
import type { Connection } from '../transport/connection.ts';
import { lockMachines } from './lock-machines.ts';
import type { Machine } from './machines.ts';
import type { Happening } from './event.ts';

/** Locks that know who holds what, in the order in which they were taken and given back. */
function rack(held: ReadonlyMap<string, Promise<void>>, unreachable: string) {
  const log: string[] = [];
  const lock = async (
    { host }: Connection,
    { onWaiting, signal }: { readonly onWaiting: (reason: string) => void; readonly signal: AbortSignal },
  ): Promise<AsyncDisposable> => {
    if (host === unreachable) throw new ConnectError(host, 'connection refused');
    const other = held.get(host);
    if (other) {
      onWaiting('another run');
      signal.throwIfAborted();
      await other;
    }
    log.push(`+${host}`);
    return { [Symbol.asyncDispose]: () => Promise.resolve(void log.push(`-${host}`)) };
  };
  return { log, lock };
}

function machines(names: readonly string[]): readonly Machine[] {
  return names.map((name) => ({
    host: { name, address: { kind: 'local' }, machineId: undefined, groups: [] },
    connection: { host: name } as Connection,
    key: name,
    unapplied: { last: undefined, paths: new Map() },
  }));
}

function listen() {
  const heard: Happening[] = [];
  const reporter = { emit: (event: Happening) => void heard.push(event), recap: () => ({}) };
  return { heard, reporter };
}

test('free machines are locked at once; one that cannot be reached is passed over', async () => {
  const { log, lock } = rack(new Map(), 'b');
  const { heard, reporter } = listen();

  const locks = await lockMachines(machines(['c', 'b', 'a']), {
    lock,
    reporter,
    signal: new AbortController().signal,
  });
  await locks[Symbol.asyncDispose]();

  expect(log).toEqual(['+a', '+c', '-a', '-c']);
  expect(heard).toEqual([]);
});

test('where another run holds one, none is kept while waiting, and they are taken in one order', async () => {
  const other = Promise.withResolvers<void>();
  const { log, lock } = rack(new Map([['b', other.promise]]), '');
  const { heard, reporter } = listen();

  const locking = lockMachines(machines(['c', 'b', 'a']), {
    lock,
    reporter,
    signal: new AbortController().signal,
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(log).toEqual(['+a', '+c', '-a', '-c', '+a']);
  other.resolve();
  await locking;

  expect(log.slice(-2)).toEqual(['+b', '+c']);
  expect(heard).toEqual([{ type: 'waiting', taskId: undefined, host: 'b', reason: 'another run' }]);
});
