import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ask } from '../local/ask.ts';
import { DASHBOARDS, dashboardQueries } from './dashboard-queries.ts';
import { startMonitoredLab } from './monitored-lab.ts';
import type { MonitoredLab } from './monitored-lab.ts';

// What dashboards and rules ask, asked of a real Prometheus beside a lab that has had visitors.

let lab: MonitoredLab;

beforeAll(async () => {
  lab = await startMonitoredLab({ alerts: { refused: { for: '0s' } } });
  await lab.receiveVisitors();
});
afterAll(() => lab[Symbol.asyncDispose]());

/** The values of an answer that a panel can draw. */
async function valuesOf(promql: string): Promise<readonly number[]> {
  return (await lab.prometheus.query(promql)).map(({ value }) => value).filter(Number.isFinite);
}

describe.each(DASHBOARDS)('every query of the dashboard %s returns data', async (name) => {
  const queries = await dashboardQueries(name);

  test('it has queries', () => {
    expect(queries.length).toBeGreaterThan(5);
  });

  test.each(queries.filter(({ kind }) => kind !== 'annotation'))('$asker: $promql', async ({ promql }) => {
    expect(await valuesOf(promql)).not.toEqual([]);
  });

  // Nothing to mark is an answer, too: nothing was started anew.
  test.each(queries.filter(({ kind }) => kind === 'annotation'))('$asker: $promql', async ({ promql }) => {
    await lab.prometheus.query(promql);
  });
});

test('both releases of both services are scraped, and the gateway', async () => {
  const targets = await lab.prometheus.targets();
  const seen = targets.map(({ labels, health }) => `${labels['job']} ${labels['pod'] ?? ''} ${health}`);
  expect(seen.sort()).toEqual([
    'app app-v1 up',
    'app app-v2 up',
    'istio-ingressgateway istio-ingressgateway up',
    'model-service model-service-v1 up',
    'model-service model-service-v2 up',
    'prometheus  up',
  ]);
});

test('releases are told apart by the label of the metrics themselves', async () => {
  const found = await lab.prometheus.query('count by (job, release) (build_info)');
  expect(found.map(({ labels: { job, release } }) => `${job} ${release}`).sort()).toEqual([
    'app v1',
    'app v2',
    'model-service v1',
    'model-service v2',
  ]);
});

test('no label of a metric clashes with one that the scraper writes, so honorLabels is not needed', async () => {
  const labels = ['job', 'instance', 'namespace', 'service', 'pod', 'container', 'endpoint'];
  const clash = labels.map((label) => `{exported_${label}!=""}`).join(' or ');
  expect(await lab.prometheus.query(clash)).toEqual([]);
});

describe('rules', () => {
  test('every one is evaluated without an error', async () => {
    const rules = await lab.prometheus.rules();
    expect(rules.length).toBeGreaterThan(25);
    expect(rules.filter(({ health, lastError }) => health !== 'ok' || lastError)).toEqual([]);
  });

  test('every recording has something to record', async () => {
    const recordings = (await lab.prometheus.rules()).filter(({ type }) => type === 'recording');
    const names = [...new Set(recordings.map(({ name }) => name))];
    const found = await Promise.all(names.map(async (name) => [name, await valuesOf(name)] as const));
    expect(found.filter(([, values]) => values.length === 0)).toEqual([]);
  });

  test('under this traffic the gateway refuses some, and nobody is told', async () => {
    expect(await stateOf('LabManyRefused')).toBe('inactive');
    expect((await valuesOf('gateway:refused_requests:ratio_rate5m'))[0]).toBeGreaterThan(0);
  });

  test('an alert is brought to fire: one client that does not stop', async () => {
    const { origin } = lab.lab;
    const headers = { 'x-user-id': 'greedy' };
    while ((await stateOf('LabManyRefused')) !== 'firing') {
      await Promise.all(Array.from({ length: 100 }, () => ask(`${origin}/`, { headers })));
      await wait(500);
    }
    const firing = await lab.prometheus.query('ALERTS{alertname="LabManyRefused", alertstate="firing"}');
    expect(firing.map(({ labels }) => labels['severity'])).toEqual(['ticket']);
  });
});

async function stateOf(alert: string): Promise<string | undefined> {
  return (await lab.prometheus.rules()).find(({ name }) => name === alert)?.state;
}
