import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { startFaultMachine } from './bench.ts';
import type { Bench, FaultMachine, Reach } from './bench.ts';

let machine: FaultMachine;
let bench: Bench;
let reach: Reach;

beforeAll(async () => {
  machine = await startFaultMachine('remla-mount');
  ({ bench, reach } = machine);
});
afterAll(() => machine?.[Symbol.asyncDispose]());

const inside = (script: string) => machine.inside(script);

test('a file that is a mount point is written in place, with its mode and owner', async () => {
  const inode = await inside('stat -c %i /etc/hosts');
  const tasks = [
    {
      name: 'hosts',
      copy: { content: '127.0.0.1 localhost\n', dest: '/etc/hosts', mode: '0640', owner: 'vagrant' },
    },
  ];
  const first = await bench.run(tasks, reach);
  const second = await bench.run(tasks, reach);
  expect([first.exitCode, first.statuses.get('hosts@one'), second.statuses.get('hosts@one')]).toEqual([
    0,
    'changed',
    'ok',
  ]);
  expect(
    await inside('stat -c "%i %a %U" /etc/hosts; cat /etc/hosts; ls -A /etc | grep -c "^[.]lab" || true'),
  ).toBe(`${inode} 640 vagrant\n127.0.0.1 localhost\n0`);
});

test('a mount point on a full disk gets its old content back, and its mode', async () => {
  await inside(
    'mkdir -p /srv/small && mount -t tmpfs -o size=64k tmpfs /srv/small && echo old > /srv/small/file && ' +
      'touch /srv/target && mount --bind /srv/small/file /srv/target && chmod 0640 /srv/target',
  );
  await writeFile(join(bench.folder, 'half.bin'), randomBytes(200_000));
  const run = await bench.run(
    [{ name: 'full', copy: { src: 'half.bin', dest: '/srv/target', mode: '0600', owner: 'vagrant' } }],
    reach,
  );
  expect([
    run.exitCode,
    await inside('cat /srv/target; stat -c "%a %U" /srv/target; ls -A /srv /srv/small'),
  ]).toEqual([2, 'old\n640 root\n/srv:\nsmall\ntarget\n\n/srv/small:\nfile']);
  expect(run.messages.get('full@one')).toMatch(/\/srv\/target: No space left/);
});

test('new content is at no moment open to more than was asked for', async () => {
  await writeFile(join(bench.folder, 'secret.bin'), randomBytes(200_000));
  await inside('mkdir -p /srv/watched; touch /srv/watch');
  const watcher = inside(
    'while [ -e /srv/watch ]; do stat -c "%a %U" /srv/watched/.lab.* /srv/watched/secret 2>/dev/null || true; done | sort -u',
  );
  const tasks = [1, 2, 3, 4, 5].flatMap((count) => [
    { name: `gone ${count}`, file: { path: '/srv/watched/secret', state: 'absent' } },
    {
      name: `secret ${count}`,
      copy: { src: 'secret.bin', dest: '/srv/watched/secret', mode: '0440', owner: 'vagrant' },
    },
  ]);
  const run = await bench.run(tasks, reach);
  await inside('rm /srv/watch');
  const seen = (await watcher).split('\n');
  expect(run.exitCode).toBe(0);
  expect(seen).toContain('440 vagrant');
  expect(seen.filter((each) => !['440 vagrant', '600 root', '600 vagrant'].includes(each))).toEqual([]);
});
