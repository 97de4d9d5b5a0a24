import { describe, expect, test } from 'vitest';

import { parseRouting } from '../routing/parse-routing.ts';
import type { SourceFile } from '../source/yaml.ts';
import { ManualClock } from './testing/manual-clock.ts';
import { renderedLab, tableOf } from './testing/rendered-lab.ts';
import { seededRandom } from './testing/seeded-random.ts';
import { testLab } from './testing/test-lab.ts';
import type { TestLab } from './testing/test-lab.ts';

// Nothing but the rendered text is edited here: what the gateway does, it has from there.
const files = await renderedLab();

function edited(...edits: readonly (readonly [from: string | RegExp, to: string])[]): readonly SourceFile[] {
  const texts = files.map(({ file, text }) => {
    const changed = edits.reduce((before, [from, to]) => before.replaceAll(from, () => to), text);
    return { file, text: changed };
  });
  const isChanged = edits.every(([from]) => files.some(({ text }) => text.search(from) >= 0));
  if (!isChanged) throw new Error('an edit fits nothing');
  return texts;
}

async function shareOfV1(lab: TestLab, visits = 400): Promise<number> {
  let count = 0;
  for (let visit = 0; visit < visits; visit++) {
    const { body } = await lab.visit('/', { headers: { 'x-user-id': `visit ${visit}` } });
    if (body.startsWith('v1')) count++;
  }
  return count / visits;
}

test('weights of 50', async () => {
  const table = tableOf(edited([/weight: (90|10)/g, 'weight: 50']));
  await using lab = await testLab(table, { random: seededRandom(1) });
  expect(Math.abs((await shareOfV1(lab)) - 0.5)).toBeLessThan(0.07);
});

test('a cookie with another name', async () => {
  const table = tableOf(edited([/app-version=/g, 'flavour=']));
  await using lab = await testLab(table, { random: () => 0 });
  const { headers } = await lab.visit('/');
  expect(headers['set-cookie']?.[0]).toMatch(/^flavour=v1;/);
  const visit = async (cookie: string) => (await lab.visit('/', { headers: { cookie } })).body;
  expect(await visit('flavour=v2')).toBe('v2 v2');
  expect(await visit('app-version=v2')).toBe('v1 v1');
});

test('a bucket of 3', async () => {
  const table = tableOf(edited([/max_tokens: 20$/gm, 'max_tokens: 3']));
  const clock = new ManualClock();
  await using lab = await testLab(table, { clock });
  const burst = async (user: string, times: number) => {
    const statuses: number[] = [];
    for (let count = 0; count < times; count++) {
      statuses.push((await lab.visit('/', { headers: { 'x-user-id': user } })).status);
    }
    return statuses;
  };
  expect(await burst('a', 5)).toEqual([200, 200, 200, 429, 429]);
  expect(await burst('b', 1)).toEqual([200]);
  clock.advance(3000);
  expect(await burst('a', 2)).toEqual([200, 429]);
});

test('a pair taken away: that app is told that it has none', async () => {
  const pair = /    - name: 'pair-v2'[^]*?(?=\n    (- name|#))/g;
  await using lab = await testLab(tableOf(edited([pair, ''])));
  const visit = async (version: string) =>
    (await lab.visit('/', { headers: { 'x-app-version': version } })).body;
  expect(await visit('v1')).toBe('v1 v1');
  expect(await visit('v2')).toBe('v2 421');
});

test('a time-out', async () => {
  const { table } = parseRouting(edited([/timeout: '10s'/g, "timeout: '250ms'"]));
  expect(table.virtualServices[0]?.rules[0]?.timeoutMs).toBe(250);
});

describe('what is not known or cannot be obeyed is refused', () => {
  test.each<[string | RegExp, string, string]>([
    ['maxEjectionPercent:', 'maxEjectPercent:', 'unknown field `maxEjectPercent`'],
    ['max_dynamic_descriptors:', 'max_descriptors:', 'unknown field `max_descriptors`'],
    ['sourceLabels:', 'sourceLabel:', 'unknown field `sourceLabel`'],
    ['weight: 90', 'weight: 91', 'the weights sum to 101, not to 100: 91 + 10'],
    [/^( +)add:$/gm, '              set:', 'the local gateway refuses `set`'],
    ["subset: 'v2'", "subset: 'v7'", 'app.lab.svc.cluster.local has no subset v7'],
  ])('%s → %s', (from, to, message) => {
    const { problems } = parseRouting(edited([from, to]));
    expect(problems.map((each) => each.message)).toContain(message);
    expect(problems.every(({ position }) => position !== undefined)).toBe(true);
  });
});

test('the limit, over HTTP: twenty, then 429 with the time to wait; another client is served', async () => {
  const clock = new ManualClock();
  await using lab = await testLab(tableOf(files), { clock, random: () => 0 });
  const visit = (headers = {}, path = '/') => lab.visit(path, { headers });
  for (let count = 0; count < 20; count++) expect((await visit()).status).toBe(200);
  const refused = await visit();
  expect(refused).toMatchObject({
    status: 429,
    body: 'local_rate_limited',
    headers: {
      'content-type': 'text/plain',
      'x-ratelimit-limit': '20',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '3',
      'x-local-rate-limit': 'true',
      'set-cookie': ['app-version=v1; Path=/; Max-Age=3600; SameSite=Lax'],
    },
  });
  expect((await visit({ 'x-forwarded-for': '9.9.9.9' })).status).toBe(429);
  expect((await visit({ 'x-user-id': 'another' })).status).toBe(200);
  expect((await visit({}, '/assets/page.js')).status).toBe(200);
  for (let tokens = 0; tokens < 3; tokens++) {
    clock.advance(2900);
    expect((await visit()).status).toBe(429);
    clock.advance(100);
    expect((await visit()).status).toBe(200);
    expect((await visit()).status).toBe(429);
  }
});

test('a trusted proxy tells whose request it is', async () => {
  const table = tableOf(await renderedLab('rate_limit: { trusted_hops: 1, tokens: 2 }'));
  await using lab = await testLab(table, { clock: new ManualClock() });
  const visit = async (from: string) =>
    (await lab.visit('/', { headers: { 'x-forwarded-for': from } })).status;
  const statuses = [];
  for (const from of ['1.1.1.1', '6.6.6.6, 1.1.1.1', '1.1.1.1', '2.2.2.2']) statuses.push(await visit(from));
  expect(statuses).toEqual([200, 200, 429, 200]);
});
