import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { dashboardQueries } from './dashboard-queries.ts';
import { startMonitoredLab } from './monitored-lab.ts';
import type { MonitoredLab } from './monitored-lab.ts';

// The dashboard Platform beside `npm start`: what needs a cluster is only understood, the rest has an answer.

const README = await readFile(new URL('../../dashboards/README.md', import.meta.url), 'utf8');
/** The panels of which dashboards/README.md says that they need somebody who is not here. */
const NEEDY = new Set(
  [...README.matchAll(/^\| (.+?) +\| (?:kube|node-exporter|istiod).*\|$/gm)].map(([, panel]) => panel),
);
/** What is empty on a good day. */
const EMPTY = new Set(['Alerts']);
const QUERIES = await dashboardQueries('platform');

let lab: MonitoredLab;

beforeAll(async () => {
  lab = await startMonitoredLab();
  await lab.receiveVisitors(30);
});
afterAll(() => lab[Symbol.asyncDispose]());

test('some panels need a cluster, and most do not', () => {
  expect(NEEDY.size).toBe(12);
  expect(QUERIES.length).toBeGreaterThan(20);
});

test.each(QUERIES)('$asker: $promql', async ({ asker, kind, promql }) => {
  // A query that Prometheus does not understand throws.
  const values = (await lab.prometheus.query(promql)).map(({ value }) => value).filter(Number.isFinite);
  if (kind !== 'panel' || NEEDY.has(asker) || EMPTY.has(asker)) return;
  expect(values).not.toEqual([]);
});
