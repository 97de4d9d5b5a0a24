import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import type { CommandContext } from '../../../commands/command.ts';
import { openServiceLogs } from '../service-logs.ts';
import { startPrometheus } from './start-prometheus.ts';

/** Starts a shell script in place of Prometheus. `noted` comes back when the user was told something. */
async function start(script: string, host = '127.0.0.1') {
  const folder = await mkdtemp(join(tmpdir(), 'lab-prometheus-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const program = join(folder, 'prometheus');
  await writeFile(program, `#!/bin/sh\n${script}\n`);
  await chmod(program, 0o755);
  const noted = Promise.withResolvers<string>();
  const kill = new AbortController();
  const output = {
    print: () => {},
    note: (text: string) => noted.resolve(text),
    progress: () => {},
    useColor: false,
    isTerminal: false,
    columns: 80,
    rows: 25,
  };
  const logs = openServiceLogs(join(folder, 'logs'), ['prometheus'], output);
  onTestFinished(() => logs.close());
  const context = { environment: { PATH: '/usr/bin:/bin' }, output, kill: kill.signal };
  const stop = await startPrometheus({
    context: context as unknown as CommandContext,
    program,
    directory: join(folder, 'state'),
    scrape: { namespace: 'lab', services: [], host, metricsPort: 1, port: 9090 },
    rules: 'groups: []\n',
    logs,
  });
  return { folder, stop, noted: noted.promise, kill };
}

test('it is started over its files, and ended', async () => {
  const { folder, stop } = await start(
    'trap "exit 0" TERM; echo "$@" > "$0.args"; while :; do sleep 0.05; done',
  );
  const state = join(folder, 'state');
  let words = '';
  while (words === '') words = await readFile(join(folder, 'prometheus.args'), 'utf8').catch(() => '');
  expect(words.trim().split(' ')).toEqual([
    `--config.file=${join(state, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(state, 'data')}`,
    '--storage.tsdb.retention.time=7d',
    '--web.listen-address=127.0.0.1:9090',
    '--log.level=warn',
    '--log.format=json',
  ]);
  expect((await readdir(state)).sort()).toEqual(['prometheus.yml', 'rules.yml']);
  await stop();
});

test.each([
  ['0.0.0.0', ':9090'],
  ['::', ':9090'],
  ['::1', '[::1]:9090'],
])('for a lab on %s it listens on %s', async (host, expected) => {
  const { noted } = await start('echo "$4" >&2', host);
  expect(await noted).toContain(`--web.listen-address=${expected}`);
});

test('that it ended by itself is told, with what it wrote last, and the lab goes on', async () => {
  const { folder, noted, stop } = await start('echo \'{"level":"error","msg":"no disk"}\'; exit 1');
  expect(await noted).toBe(
    `lab: prometheus ended with exit code 1, and the lab goes on without it; its log: ${join(folder, 'logs', 'prometheus.log')}\n    no disk\n`,
  );
  await stop();
});

test('a user in a hurry does not wait for it', async () => {
  const { kill, noted } = await start('trap "" TERM; exec sleep 600');
  kill.abort();
  expect(await noted).toContain('was ended by SIGKILL');
});
