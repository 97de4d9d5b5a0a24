import { LabError } from '../errors.ts';
import { CommandError } from '../transport/errors.ts';
import type { Machine } from './machines.ts';
import type { Reporter } from './reporter.ts';
import type { TakeLock } from './run-options.ts';

interface LockOptions {
  readonly lock: TakeLock;
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
}

/**
 * Takes the locks of all machines: at once, and where another run holds one, one after the other in an order that all
 * runs have, so that no two wait for each other. A machine that cannot be reached is left to its first task.
 */
export async function lockMachines(
  machines: readonly Machine[],
  options: LockOptions,
): Promise<AsyncDisposable> {
  const unique = [...new Map(machines.map((machine) => [machine.key, machine])).values()];
  const ordered = unique.sort((a, b) => (a.key < b.key ? -1 : 1));
  const together = await lockTogether(ordered, options);
  return together ?? lockInOrder(ordered, options);
}

/** Undefined when one of them is held by another run: then none is kept. */
async function lockTogether(
  machines: readonly Machine[],
  options: LockOptions,
): Promise<AsyncDisposable | undefined> {
  const { lock, signal } = options;
  const giveUp = new AbortController();
  const either = AbortSignal.any([signal, giveUp.signal]);
  const taken = await Promise.allSettled(
    machines.map(({ connection }) => lock(connection, { signal: either, onWaiting: () => giveUp.abort() })),
  );
  const locks = all(taken.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])));
  if (giveUp.signal.aborted) {
    await locks[Symbol.asyncDispose]();
    return undefined;
  }
  for (const [index, each] of taken.entries()) {
    if (each.status === 'rejected') passOver(each.reason, machines[index]?.host.name, options);
  }
  return locks;
}

async function lockInOrder(machines: readonly Machine[], options: LockOptions): Promise<AsyncDisposable> {
  const { lock, signal, reporter } = options;
  const locks: AsyncDisposable[] = [];
  for (const { host, connection } of machines) {
    const onWaiting = (reason: string) =>
      reporter.emit({ type: 'waiting', taskId: undefined, host: host.name, reason });
    try {
      locks.push(await lock(connection, { signal, onWaiting }));
    } catch (error) {
      passOver(error, host.name, options);
    }
  }
  return all(locks);
}

/** A machine that cannot be reached fails its first task; one that cannot be locked is worth a word. */
function passOver(error: unknown, host: string | undefined, { signal, reporter }: LockOptions): void {
  if (signal.aborted || !(error instanceof LabError)) throw error;
  if (error instanceof CommandError) reporter.emit({ type: 'note', host, text: error.message });
}

function all(locks: readonly AsyncDisposable[]): AsyncDisposable {
  return {
    [Symbol.asyncDispose]: async () => {
      await Promise.allSettled(locks.map((each) => each[Symbol.asyncDispose]()));
    },
  };
}
