import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { ask, predict } from './local/ask.ts';
import { runLab, startLab } from './local/lab.ts';
import type { RunningLab } from './local/lab.ts';

const ROUTES = 'app/app-virtual-service.yml';
const PAIRS = 'model-service/model-service-virtual-service.yml';
const LIMIT = 'app/app-limit-envoy-filter.yml';

let rendered: string;
let lab: RunningLab;

/** Changes a rendered file; a change that changes nothing is a mistake of the test. */
async function edit(path: string, change: (text: string) => string): Promise<void> {
  const file = join(rendered, path);
  const before = await readFile(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing in ${path} was changed`);
  await writeFile(file, after);
}

beforeAll(async () => {
  rendered = await mkdtemp(join(tmpdir(), 'lab-rendered-'));
  const { exitCode, stderr } = await runLab(['render', '--out', rendered]);
  if (exitCode !== 0) throw new Error(stderr);
  await edit(ROUTES, (text) =>
    text
      .replace('weight: 90', 'weight: 50')
      .replace('weight: 10', 'weight: 50')
      .replaceAll('app-version=', 'taste=')
      .replaceAll('Max-Age=3600', 'Max-Age=60'),
  );
  await edit(LIMIT, (text) => text.replaceAll('max_tokens: 20', 'max_tokens: 3'));
  // The rule that pairs v2: from its name to the next rule's.
  await edit(PAIRS, (text) => text.replace(/ {4}- name: 'pair-v2'[^]*?(?= {4}#? ?-? ?(name|A caller))/, ''));
  lab = await startLab({ args: ['--manifests', rendered, '--seed', '1'] });
});

afterAll(async () => {
  await lab[Symbol.asyncDispose]();
  await rm(rendered, { recursive: true, maxRetries: 5 });
});

test('what it says when it opens is what the files say, not what lab.yml says', () => {
  expect(lab.output()).toContain('50 % v1, 50 % v2');
  expect(lab.output()).toContain('3 requests at once for each client');
});

test('the weights and the cookie are those of the files', async () => {
  const cookies: string[] = [];
  for (let visitor = 0; visitor < 200; visitor++) {
    const { headers } = await ask(`${lab.origin}/version`, { headers: { 'x-user-id': String(visitor) } });
    cookies.push(...(headers['set-cookie'] ?? []));
  }
  expect(new Set(cookies)).toEqual(
    new Set(['v1', 'v2'].map((release) => `taste=${release}; Path=/; Max-Age=60; SameSite=Lax`)),
  );
  // 100 of 200; the standard deviation is 7, and the seed is always the same.
  const toV2 = cookies.filter((cookie) => cookie.includes('v2')).length;
  expect(Math.abs(toV2 - 100)).toBeLessThan(30);
  const again = await ask(`${lab.origin}/version`, { headers: { cookie: 'taste=v2' } });
  expect(JSON.parse(again.body)).toMatch(/\+v2$/);
});

test('the bucket holds three', async () => {
  const headers = { 'x-user-id': 'burst' };
  const statuses: number[] = [];
  for (let request = 0; request < 4; request++) statuses.push((await ask(lab.origin, { headers })).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
});

test('the release without a pair reaches no model-service, the other one does', async () => {
  const paired = await predict(lab.origin, { 'x-app-version': 'v1', 'x-user-id': 'pair-1' });
  const unpaired = await predict(lab.origin, { 'x-app-version': 'v2', 'x-user-id': 'pair-2' });
  expect(paired.verdict?.versions.modelService).toMatch(/\+v1$/);
  expect(unpaired.status).toBe(502);
});

test('a field that the gateway does not know is refused before anything starts, with its place', async () => {
  await edit(ROUTES, (text) => text.replace('  gateways:', '  gatways: [app]\n  gateways:'));
  const { exitCode, stderr } = await runLab(['up', '--manifests', rendered], lab.environment);
  expect(exitCode).toBe(4);
  expect(stderr).toMatch(/app-virtual-service\.yml:\d+:3: unknown/);
  expect(stderr).toContain('|   gatways: [app]');
  expect(stderr).toContain('did you mean `gateways`?');
});

test('files that were edited are not lost by the next render', async () => {
  const { exitCode, stderr } = await runLab(['render', '--out', rendered]);
  expect(exitCode).toBe(4);
  expect(stderr.match(/^.*\.yml: /gm)).toHaveLength(3);
  expect(await readFile(join(rendered, ROUTES), 'utf8')).toContain('gatways');
});
