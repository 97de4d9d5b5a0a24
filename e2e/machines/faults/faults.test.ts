import { createHash, randomBytes } from 'node:crypto';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { recapOf } from '../../provision-run.ts';
import { startFaultMachine } from './bench.ts';
import type { Bench, FaultMachine, Reach } from './bench.ts';
import { startCutProxy } from './cut-proxy.ts';

let machine: FaultMachine;
let bench: Bench;
let reach: Reach;

beforeAll(async () => {
  machine = await startFaultMachine('remla-fault');
  ({ bench, reach } = machine);
});
afterAll(() => machine?.[Symbol.asyncDispose]());

const inside = (script: string) => machine.inside(script);

test('a connection that drops in a task: unreachable, never success, and what it began is not repeated', async () => {
  await using proxy = await startCutProxy(reach.address);
  const through = { ...reach, address: '127.0.0.1', port: proxy.port };
  const run = await bench.run(
    [
      { name: 'long', shell: 'echo x >> /srv/began; sleep 30' },
      { name: 'never', command: 'touch /srv/never' },
    ],
    through,
    {
      onEvent: (line) => {
        if (line.includes('"host-started"'))
          void inside('until [ -e /srv/began ]; do sleep 0.1; done').then(() => proxy.cut());
      },
    },
  );
  expect([run.exitCode, recapOf(run, 'unreachable'), run.statuses.get('long@one')]).toEqual([
    3,
    { one: 1 },
    'unreachable',
  ]);
  expect(await inside('cat /srv/began; ls /srv/never 2>&1 || true')).toMatch(/^x\nls: .*No such file/);
  await inside('pkill -x sleep');
});

test.each(['cut off', 'killed'])(
  'a run that is %s: what it began runs on, and the next run waits for it and says whose it is',
  async (how) => {
    await using proxy = await startCutProxy(reach.address);
    const through = { ...reach, address: '127.0.0.1', port: proxy.port };
    await inside('rm -f /srv/order /srv/go');
    const untilTold = 'until [ -e /srv/go ]; do sleep 0.1; done';
    const long = {
      name: 'long',
      shell: `echo begin >> /srv/order; ${untilTold}; echo end >> /srv/order`,
    };
    await bench.run([long], through, {
      onEvent: (line, kill) => {
        if (!line.includes('"host-started"')) return;
        void inside('until [ -e /srv/order ]; do sleep 0.1; done').then(() =>
          how === 'killed' ? kill() : proxy.cut(),
        );
      },
    });
    const next = await bench.run([{ name: 'next', shell: 'echo next >> /srv/order' }], reach, {
      onEvent: (line) => {
        if (line.includes('is still at work')) void inside('touch /srv/go');
      },
    });
    const waits = next.events.flatMap((event) => (event.type === 'waiting' ? [event.reason] : []));
    // Before, it may be told that the run itself holds the machine: until sshd notices that it is gone.
    expect(waits.filter((reason) => !reason.startsWith('another run holds the machine: '))).toEqual([
      expect.stringMatching(/^what an earlier run began there is still at work: .*@.* since /),
    ]);
    expect([next.exitCode, await inside('cat /srv/order')]).toEqual([0, 'begin\nend\nnext']);
  },
);

test('a daemon that a task leaves behind keeps no other run waiting', async () => {
  await bench.run(
    [{ name: 'leaves', shell: 'nohup sleep 300 >/dev/null 2>&1 & echo $! > /srv/daemon' }],
    reach,
  );
  const next = await bench.run([{ name: 'ends it', shell: 'kill $(cat /srv/daemon)' }], reach);
  expect([next.exitCode, next.events.filter(({ type }) => type === 'waiting')]).toEqual([0, []]);
});

test('a connection that drops in a transfer: the old file is whole, the next run sends the new one', async () => {
  await using proxy = await startCutProxy(reach.address);
  const through = { ...reach, address: '127.0.0.1', port: proxy.port };
  const content = randomBytes(20_000_000);
  await writeFile(join(bench.folder, 'big.bin'), content);
  await inside('echo old > /srv/big.bin');
  const tasks = [{ name: 'big', copy: { src: 'big.bin', dest: '/srv/big.bin', mode: '0600' } }];
  proxy.cutAfter(5_000_000);
  const cut = await bench.run(tasks, through);
  expect([cut.exitCode, await inside('cat /srv/big.bin')]).toEqual([3, 'old']);
  const whole = await bench.run(tasks, through);
  expect([whole.exitCode, whole.statuses.get('big@one')]).toEqual([0, 'changed']);
  expect(
    await inside('sha256sum < /srv/big.bin; stat -c "%a %U" /srv/big.bin; ls -A /srv | grep -c big'),
  ).toBe(`${createHash('sha256').update(content).digest('hex')}  -\n600 root\n1`);
});

test('a full disk: failed, the old file is whole, nothing is left beside it', async () => {
  await inside(
    'mkdir -p /srv/small && mount -t tmpfs -o size=64k tmpfs /srv/small && echo old > /srv/small/file',
  );
  await writeFile(join(bench.folder, 'half.bin'), randomBytes(200_000));
  const run = await bench.run([{ name: 'full', copy: { src: 'half.bin', dest: '/srv/small/file' } }], reach);
  expect([
    run.exitCode,
    run.statuses.get('full@one'),
    await inside('ls -A /srv/small; cat /srv/small/file'),
  ]).toEqual([2, 'failed', 'file\nold']);
  expect(run.messages.get('full@one')).toMatch(/No space left/);
});

test('a read-only file system: failed, and says so', async () => {
  await inside(
    'mkdir -p /srv/fixed && mount -t tmpfs tmpfs /srv/fixed && echo old > /srv/fixed/file && mount -o remount,ro /srv/fixed',
  );
  const run = await bench.run([{ name: 'fixed', copy: { content: 'new', dest: '/srv/fixed/file' } }], reach);
  expect([run.exitCode, await inside('cat /srv/fixed/file')]).toEqual([2, 'old']);
  expect(run.messages.get('fixed@one')).toMatch(/Read-only file system/);
});

test('another host key: unreachable, both keys are named, nothing is done; lab ssh --forget mends it', async () => {
  const before = await bench.run([{ name: 'known', command: 'true' }], reach);
  expect(before.exitCode).toBe(0);
  await inside('rm /etc/ssh/ssh_host_*; ssh-keygen -A; systemctl restart ssh');
  const run = await bench.run([{ name: 'other', command: 'touch /srv/other' }], reach);
  expect([run.exitCode, recapOf(run, 'unreachable')]).toEqual([3, { one: 1 }]);
  expect(run.messages.get('other@one')).toMatch(/SHA256:.*SHA256:/s);
  expect(await inside('ls /srv/other 2>&1 || true')).toMatch(/No such file/);
  await bench.lab('ssh', '--forget', 'one');
  expect((await bench.run([{ name: 'known again', command: 'true' }], reach)).exitCode).toBe(0);
});

test('a become password that is wrong: unreachable or failed at once, and says which', async () => {
  await inside(
    'useradd -m -s /bin/bash -G sudo asker 2>/dev/null || true; echo asker:right | chpasswd; cp -r /home/vagrant/.ssh /home/asker/; chown -R asker /home/asker/.ssh',
  );
  const asker = (password: string) => ({
    ...reach,
    user: 'asker',
    variables: { ansible_become_password: password },
  });
  const wrong = await bench.run([{ name: 'root', command: 'id -u' }], asker('wrong'), { words: [] });
  expect(wrong.exitCode).not.toBe(0);
  expect(wrong.messages.get('root@one')).toMatch(/password/);
  const right = await bench.run([{ name: 'root', command: 'id -u' }], asker('right'));
  expect(right.exitCode).toBe(0);
});

test('200 MB: sent, checked, and not sent again', async () => {
  const content = Buffer.alloc(200_000_000, randomBytes(1_000_003));
  await writeFile(join(bench.folder, 'huge.bin'), content);
  const tasks = [{ name: 'huge', copy: { src: 'huge.bin', dest: '/srv/huge.bin' } }];
  const first = await bench.run(tasks, reach);
  expect([first.exitCode, first.statuses.get('huge@one')]).toEqual([0, 'changed']);
  expect(await inside('sha256sum < /srv/huge.bin')).toBe(
    `${createHash('sha256').update(content).digest('hex')}  -`,
  );
  expect(first.events.some((event) => event.type === 'progress' && event.doneBytes > 1_000_000)).toBe(true);
  const second = await bench.run(tasks, reach);
  expect(second.statuses.get('huge@one')).toBe('ok');
});

test('a loop of 1,000 items', async () => {
  const items = Array.from({ length: 1000 }, (_, index) => `item${index}`);
  await inside('mkdir -p /srv/loop');
  const task = {
    name: 'loop',
    file: {
      path: '/srv/loop/{{ item }}',
      state: 'touch',
      access_time: 'preserve',
      modification_time: 'preserve',
    },
    loop: items,
  };
  const run = await bench.run([task], reach);
  expect([run.exitCode, await inside('ls /srv/loop | wc -l')]).toEqual([0, '1000']);
  expect((await bench.run([task], reach)).statuses.get('loop@one')).toBe('ok');
});

test.each([
  { how: 'at its end', words: [], mostMegabytes: 750 },
  { how: 'as it comes', words: ['-v'], mostMegabytes: 1000 },
])(
  '100 MB of output, reported $how: whole in the register, once on the disk',
  async ({ words, mostMegabytes }) => {
    const print = "yes 'a line of some forty characters, or so..' | head -c 100000000";
    const run = await bench.run(
      [
        { name: 'much', shell: print, register: 'much' },
        { name: 'size', copy: { dest: '/srv/size', content: "{{cel 'size(much.stdout)'}}" } },
      ],
      reach,
      { words },
    );
    expect([run.exitCode, await inside('cat /srv/size')]).toEqual([0, '100000000']);
    const kept = await keptBytes(bench.folder);
    console.log(`100 MB of output ${words.join('')}: peak ${run.peakMegabytes} MB, kept ${kept / 1e6} MB`);
    expect(run.peakMegabytes).toBeLessThan(mostMegabytes);
    expect(kept).toBeGreaterThan(99e6);
    expect(kept).toBeLessThan(106e6);
  },
);

/** The bytes that the newest run's folder holds. */
async function keptBytes(folder: string): Promise<number> {
  const runs = join(folder, 'state', 'runs');
  const newest = (await readdir(runs)).sort().at(-1) ?? '';
  const entries = await readdir(join(runs, newest), { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((each) => each.isFile())
      .map(async (each) => (await stat(join(each.parentPath, each.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

test('20 MB on standard output and 20 MB on the other, at once', async () => {
  const both = 'head -c 20000000 /dev/zero | tr "\\0" o & head -c 20000000 /dev/zero | tr "\\0" e >&2; wait';
  const run = await bench.run(
    [
      { name: 'both', shell: both, register: 'both' },
      {
        name: 'sizes',
        copy: { dest: '/srv/sizes', content: "{{cel 'size(both.stdout)'}} {{cel 'size(both.stderr)'}}" },
      },
    ],
    reach,
  );
  expect([run.exitCode, await inside('cat /srv/sizes')]).toEqual([0, '20000000 20000000']);
});

test('output that is no UTF-8, and NUL bytes', async () => {
  const run = await bench.run(
    [
      { name: 'bytes', shell: 'printf "a\\377b\\0c"', register: 'printed' },
      { name: 'on', copy: { dest: '/srv/on', content: '{{ printed.rc }}' } },
    ],
    reach,
  );
  expect([run.exitCode, await inside('cat /srv/on')]).toEqual([0, '0']);
});
