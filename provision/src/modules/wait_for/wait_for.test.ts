import { writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { NO_GNU } from '../../facts/testing/ask-here.ts';
import { runDecision } from '../../run/interpret/task.ts';
import { hastyClock } from '../../run/interpret/testing/hasty-clock.ts';
import { testWorld } from '../../run/interpret/testing/test-world.ts';
import type { World } from '../../run/interpret/world.ts';
import { PLAIN_CONTEXT } from '../testing/case-context.ts';
import { WaitForArgs } from './arguments.ts';
import { waitForModule } from './wait_for.ts';

async function wait(world: World, args: unknown) {
  const outcome = await runDecision(waitForModule.decide(WaitForArgs.parse(args), PLAIN_CONTEXT), world);
  return outcome.kind === 'done' ? outcome.result : outcome;
}

async function listen(onConnection: (socket: Socket) => void): Promise<{ server: Server; port: number }> {
  const server = createServer(onConnection);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

describe('wait_for, for real', () => {
  it('waits for a file, and for a text in it', async () => {
    let looks = 0;
    const file = { path: '' };
    const onWait = () => {
      looks += 1;
      if (looks === 3) void writeFile(file.path, 'one\nready 12\0\n');
    };
    await using here = await testWorld({ clock: hastyClock(onWait) });
    file.path = join(here.folder, 'a file');

    const result = await wait(here.world, { path: '~/a file', search_regex: '^ready (?P<n>.*)$' });

    expect(result).toMatchObject({ match_groups: ['12'], match_groupdict: { n: '12' } });
    expect(here.waited[0]).toBe('~/a file is not there');
  });

  it('waits until a file is gone, and says so when the time is over', async () => {
    await using here = await testWorld({ clock: hastyClock() });
    await writeFile(join(here.folder, 'file'), '');

    expect(await wait(here.world, { path: 'file', state: 'absent', timeout: 3 })).toEqual({
      failed: true,
      msg: 'waited 3 s: file is still there',
      state: 'absent',
      path: 'file',
      elapsed: 3,
    });
    expect(here.waited).toEqual(['file is still there']);
  });

  it.skipIf(NO_GNU)('tries a port, and reads what it says', async () => {
    await using here = await testWorld({ clock: hastyClock() });
    const { server, port } = await listen(
      (socket) => void socket.on('error', () => undefined).write('HELLO 1.2\n'),
    );

    const there = await wait(here.world, { port });
    const said = await wait(here.world, { port, search_regex: String.raw`HELLO ([\d.]+)` });
    const silent = await wait(here.world, { port, search_regex: 'BYE', timeout: 0 });
    await new Promise((resolve) => server.close(resolve));
    const gone = await wait(here.world, { port, state: 'stopped' });
    const refused = await wait(here.world, { port, timeout: 1 });

    expect(there).toMatchObject({ state: 'started', port });
    expect(said).toMatchObject({ match_groups: ['1.2'] });
    expect(silent).toMatchObject({
      failed: true,
      msg: `waited 0 s: BYE is not found in what 127.0.0.1:${port} says`,
    });
    expect(gone).toMatchObject({ state: 'stopped', port });
    expect(refused).toMatchObject({
      failed: true,
      msg: `waited 1 s: 127.0.0.1:${port} takes no connection (connection refused)`,
    });
  });

  it.skipIf(NO_GNU)('counts connections', async () => {
    const { server, port } = await listen((socket) => void socket.on('error', () => undefined));
    const { connect } = await import('node:net');
    const client = connect(port, '127.0.0.1');
    await new Promise((resolve) => client.once('connect', resolve));
    await using here = await testWorld({ clock: hastyClock() });
    const drained = { port, state: 'drained', timeout: 0 };

    const busy = await wait(here.world, drained);
    const excluded = await wait(here.world, { ...drained, exclude_hosts: ['127.0.0.1'] });
    const elsewhere = await wait(here.world, { ...drained, host: '127.0.0.2' });
    const other = await wait(here.world, { ...drained, active_connection_states: ['SYN_RECV'] });
    client.destroy();
    server.close();

    expect(busy).toMatchObject({
      failed: true,
      msg: `waited 0 s: 127.0.0.1:${port} still has 1 connections (127.0.0.1)`,
    });
    expect([excluded, elsewhere, other].map((result) => 'failed' in result)).toEqual([false, false, false]);
  });
});
