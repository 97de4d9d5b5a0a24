import { expect, test } from 'vitest';

import { ask } from '../testing/ask.ts';
import { renderedLab, tableOf } from '../testing/rendered-lab.ts';
import { testLab } from '../testing/test-lab.ts';

const table = tableOf(await renderedLab('rate_limit: { tokens: 3 }'));

/** The series of `istio_requests_total`, each with the labels that tell it from the others. */
function series(text: string): readonly string[] {
  const WANTED = [
    'source_app',
    'source_version',
    'destination_service_name',
    'destination_version',
    'response_code',
    'response_flags',
  ];
  return text
    .split('\n')
    .filter((line) => line.startsWith('istio_requests_total{'))
    .map((line) => {
      const labels = new Map(
        [...line.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
      );
      return `${WANTED.map((name) => labels.get(name)).join(' ')}: ${line.split('} ')[1]}`;
    })
    .sort();
}

test('requests are counted where they are made, with the words of Istio', async () => {
  await using lab = await testLab(table, { random: () => 0, metricsPort: 0 });
  for (let count = 0; count < 4; count++) await lab.visit('/', { headers: { 'x-user-id': 'a' } });
  await lab.visit('/', { headers: { 'x-user-id': 'b', 'x-app-version': 'v2' } });
  await lab.visit('/', { headers: { 'x-user-id': 'c', host: 'nobody' } });
  const { metricsUrl = '' } = lab.gateway;
  const { pathname } = new URL(metricsUrl);
  const told = await ask(metricsUrl, pathname);
  expect(told.headers['content-type']).toMatch(/^text\/plain; version=/);
  expect(series(told.body)).toEqual([
    'app v1 model-service v1 200 -: 3',
    'app v2 model-service v2 200 -: 1',
    'istio-ingressgateway unknown app unknown 429 RL: 1',
    'istio-ingressgateway unknown app v1 200 -: 3',
    'istio-ingressgateway unknown app v2 200 -: 1',
    'istio-ingressgateway unknown unknown unknown 404 NR: 1',
  ]);
  expect(told.body).toContain('istio_request_duration_milliseconds_bucket{le="0.5",reporter="source"');
});

test('what clients write makes no series', async () => {
  await using lab = await testLab(table, { metricsPort: 0 });
  const count = async () => (await lab.gateway.metrics.registry.metrics()).split('\n').length;
  const visit = (name: string) =>
    lab.visit(`/${name}?${name}`, {
      method: 'PUT',
      headers: { host: `${name}.test`, 'x-user-id': name, 'user-agent': name },
    });
  await visit('first');
  const before = await count();
  for (let index = 0; index < 100; index++) await visit(`name-${index}`);
  expect(await count()).toBe(before);
});

test('only /metrics is served there, and only read', async () => {
  await using lab = await testLab(table, { metricsPort: 0 });
  const { metricsUrl = '' } = lab.gateway;
  const status = async (path: string, method = 'GET') => (await ask(metricsUrl, path, { method })).status;
  expect([
    await status('/metrics?x'),
    await status('/'),
    await status('/metrics', 'POST'),
    await status('/metrics', 'HEAD'),
  ]).toEqual([200, 404, 405, 200]);
});
