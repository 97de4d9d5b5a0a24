import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { sh } from '../shell/command.ts';
import type { Connection } from './connection.ts';
import { lockMachine } from './lock.ts';
import { ME, startMachine } from './testing/machine.ts';

const owner = { user: 'joe', host: 'laptop', pid: 7, since: '2026-11-21T07:00:00Z' };
const hasFlock = spawnSync('flock', ['--version']).status === 0;
const silent = (): void => undefined;

describe.runIf(hasFlock)('a machine’s lock', () => {
  const isFree = async (connection: Connection, file: string): Promise<boolean> => {
    const [output] = await connection.ask([sh`flock -n ${file} true`], { identity: ME });
    return output?.exitCode === 0;
  };

  test('a second run hears who holds the machine, and waits', async () => {
    await using machine = await startMachine();
    const file = join(machine.folder, 'lock');
    const first = await lockMachine(machine.connection, { owner, file, onWaiting: silent });
    const heard: string[] = [];
    const second = await lockMachine(machine.connect(), {
      owner: { ...owner, user: 'ann' },
      file,
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
    const file = join(machine.folder, 'lock');
    await using _first = await lockMachine(machine.connection, { owner, file, onWaiting: silent });
    const stop = new AbortController();

    await expect(
      lockMachine(machine.connect(), {
        owner,
        file,
        signal: stop.signal,
        onWaiting: () => stop.abort(new Error('enough')),
      }),
    ).rejects.toThrow('enough');
  });

  test('a connection that is cut frees it, and takes it again before anything else', async () => {
    await using machine = await startMachine();
    const file = join(machine.folder, 'lock');
    await using _lock = await lockMachine(machine.connection, { owner, file, onWaiting: silent });
    machine.server.cut();
    const other = machine.connect();
    // The process needs a moment to see that its input ended.
    await other.execute(sh`flock ${file} true`, { identity: ME });

    expect(await isFree(machine.connection, file)).toBe(false);
  });

  test('a file that cannot be made', async () => {
    await using machine = await startMachine();

    await expect(
      lockMachine(machine.connection, { owner, file: '/no/such/folder/lock', onWaiting: silent }),
    ).rejects.toMatchObject({
      code: 'command-failed',
      message: expect.stringContaining('the machine cannot be locked') as unknown,
    });
  });
});
