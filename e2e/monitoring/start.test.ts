import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';

import { isAlive, runLab, startLab, until } from '../local/lab.ts';
import type { RunningLab } from '../local/lab.ts';
import { startMonitoredLab } from './monitored-lab.ts';

// `npm start` with Prometheus beside it, and without.

/** A file that is merged over lab.yml, taken away at the end of the test. */
async function overlay(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-overlay-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'overlay.yml');
  await writeFile(path, text);
  return path;
}

/** What the lab left for other commands, and the folder where it lies. */
async function stateOf({ environment }: RunningLab) {
  const folder = join(dirname(environment['LAB_FILE'] ?? ''), 'state');
  const { prometheus } = JSON.parse(await readFile(join(folder, 'local.json'), 'utf8')) as {
    prometheus: { port: number } | null;
  };
  return { folder, prometheus };
}

/** The process of the Prometheus of a lab. */
async function prometheusOf(folder: string): Promise<number> {
  const { stdout } = await execa('pgrep', ['-f', `^\\S*prometheus --config.file=${folder}/`]);
  return Number(stdout);
}

test('it says where Prometheus is, for people and for other commands, and ends it', async () => {
  await using monitored = await startMonitoredLab();
  const { lab, prometheus } = monitored;
  const { folder, prometheus: found } = await stateOf(lab);
  expect(`http://127.0.0.1:${found?.port}`).toBe(prometheus.origin);
  expect(found?.port).toBe(lab.port + 8);
  const pid = await prometheusOf(folder);
  lab.signal('SIGINT');
  expect(await lab.ended).toMatchObject({ exitCode: 0 });
  expect(isAlive(pid)).toBe(false);
});

test('a lab that is killed leaves no Prometheus behind', async () => {
  await using monitored = await startMonitoredLab();
  const { lab } = monitored;
  const { folder } = await stateOf(lab);
  const pid = await prometheusOf(folder);
  lab.signal('SIGKILL');
  await until(() => !isAlive(pid));
});

test.each([
  ['lab.yml says off', 'local: { prometheus: off }', {}],
  ['none is installed', 'local: { prometheus: auto }', { PATH: '/nonexistent' }],
])('the lab is as before where %s', async (_where, text, environment) => {
  await using lab = await startLab({ overlay: await overlay(text), environment });
  expect(lab.output()).not.toMatch(/^ +prometheus/m);
  expect((await stateOf(lab)).prometheus).toBeNull();
  await expect(fetch(`http://127.0.0.1:${lab.port + 8}`)).rejects.toThrow('fetch failed');
});

test('a path where none lies is said before anything starts', async () => {
  const path = await overlay('local:\n  prometheus: /nonexistent/prometheus\n');
  const { exitCode, stderr } = await runLab(['up', '--lab', path]);
  expect(exitCode).toBe(4);
  expect(stderr).toContain(`${path}:2:15`);
  expect(stderr).toContain('/nonexistent/prometheus is no program that this user can run');
});
