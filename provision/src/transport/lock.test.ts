import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { sh } from '../shell/command.ts';
import type { Connection } from './connection.ts';
import { lockMachine } from './lock.ts';
import { ME, startMachine } from './testing/machine.ts';

const owner = { user: 'joe', host: 'laptop', pid: 7, since: '2026-11-21T07:00:00Z' };
const hasFlock = spawnSync('flock', ['--version']).status === 0;
const silent = (): void => undefined;

/** Waits until the file has something in it. */
async function untilThere(file: string): Promise<void> {
  const watcher = watch(dirname(file));
  try {
    while (!existsSync(file) || readFileSync(file, 'utf8') === '') await once(watcher, 'change');
  } finally {
    watcher.close();
  }
}

describe.runIf(hasFlock)('a machine’s lock', () => {
  const isFree = async (connection: Connection, file: string): Promise<boolean> => {
    const [output] = await connection.ask([sh`flock -n ${file} true`], { identity: ME });
    return output?.exitCode === 0;
  };

  test('a second run hears who holds the machine, and waits', async () => {
    await using machine = await startMachine();
    const file = join(machine.folder, 'lock');
    const first = await lockMachine(machine.connection, { owner, onWaiting: silent });
    const heard: string[] = [];
    const second = await lockMachine(machine.connect(), {
      owner: { ...owner, user: 'ann' },
      onWaiting: (reason) => {
        heard.push(reason);
        void first[Symbol.asyncDispose]();
      },
    });

    expect(heard).toEqual([
      'another run holds the machine: joe@laptop (process 7) since 2026-11-21T07:00:00Z',
    ]);
    expect(await isFree(machine.connection, file)).toBe(false);
    await second[Symbol.asyncDispose]();
    expect(await isFree(machine.connection, file)).toBe(true);
  });

  test('waiting can be given up', async () => {
    await using machine = await startMachine();
    await using _first = await lockMachine(machine.connection, { owner, onWaiting: silent });
    const stop = new AbortController();

    await expect(
      lockMachine(machine.connect(), {
        owner,
        signal: stop.signal,
        onWaiting: () => stop.abort(new Error('enough')),
      }),
    ).rejects.toThrow('enough');
  });

  test('a connection that is cut frees it, and takes it again before anything else', async () => {
    await using machine = await startMachine();
    const file = join(machine.folder, 'lock');
    await using _lock = await lockMachine(machine.connection, { owner, onWaiting: silent });
    machine.server.cut();
    const other = machine.connect();
    // The process needs a moment to see that its input ended.
    await other.execute(sh`flock ${file} true`, { identity: ME });

    expect(await isFree(machine.connection, file)).toBe(false);
  });

  test('a command that outlives its connection is waited for, what it left behind is not', async () => {
    await using machine = await startMachine();
    const [begun, done] = [join(machine.folder, 'begun'), join(machine.folder, 'done')];
    const gate = join(machine.folder, 'gate');
    spawnSync('mkfifo', [gate]);
    await using _lock = await lockMachine(machine.connection, { owner, onWaiting: silent });
    const cut = machine.connection.execute(
      sh`sleep 60 & echo $! >${begun}; read -r line <${gate}; touch ${done}`,
      { identity: ME },
    );
    await untilThere(begun);
    machine.server.cut();
    await expect(cut).rejects.toMatchObject({ code: 'machine-unreachable' });
    // The process that held the lock needs a moment to see that its input ended.
    await machine.connect().ask([sh`flock ${join(machine.folder, 'lock')} true`], { identity: ME });

    const heard: string[] = [];
    const next = machine.connect();
    await using _second = await lockMachine(next, {
      owner: { ...owner, user: 'ann' },
      onWaiting: (reason) => {
        heard.push(reason);
        writeFileSync(gate, 'go\n');
      },
    });
    process.kill(Number(readFileSync(begun, 'utf8')));

    expect(heard).toEqual([
      'what an earlier run began there is still at work: joe@laptop (process 7) since 2026-11-21T07:00:00Z',
    ]);
    expect(existsSync(done)).toBe(true);
  });

  test('a wait that was given up holds nothing, though what it waited for goes on', async () => {
    await using machine = await startMachine();
    const [begun, gate] = [join(machine.folder, 'begun'), join(machine.folder, 'gate')];
    spawnSync('mkfifo', [gate]);
    await lockMachine(machine.connection, { owner, onWaiting: silent });
    const cut = machine.connection.execute(sh`echo begun >${begun}; read -r line <${gate}`, { identity: ME });
    await untilThere(begun);
    machine.server.cut();
    await expect(cut).rejects.toMatchObject({ code: 'machine-unreachable' });
    const stop = new AbortController();

    const given = lockMachine(machine.connect(), {
      owner,
      signal: stop.signal,
      onWaiting: () => stop.abort(new Error('enough')),
    });
    await expect(given).rejects.toThrow('enough');

    const file = join(machine.folder, 'lock');
    const [taken] = await machine.connect().ask([sh`flock ${file} echo free`], { identity: ME });
    expect(taken?.stdout.toString()).toBe('free\n');
    writeFileSync(gate, 'go\n');
  });

  test('a file that cannot be made', async () => {
    await using machine = await startMachine({ lockFile: '/no/such/folder/lock' });

    await expect(lockMachine(machine.connection, { owner, onWaiting: silent })).rejects.toMatchObject({
      code: 'command-failed',
      message: expect.stringContaining('the machine cannot be locked') as unknown,
    });
  });
});
