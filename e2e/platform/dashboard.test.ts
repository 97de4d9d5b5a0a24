import { beforeAll, expect, test } from 'vitest';

import { PROMETHEUS, wholeLab } from './lab.ts';
import { platformQueries } from './platform-queries.ts';

// The queries of the Platform dashboard, asked of the cluster's own Prometheus. Those of the other dashboards are asked in the
// lane `monitoring`.

const QUERIES = await platformQueries();
/** Those of alerts that fire are asked by alert.test.ts, when one does. */
const ANSWERED = QUERIES.filter(({ promql, isAnswered }) => isAnswered && !promql.includes('ALERTS{'));
const PARSED = QUERIES.filter(({ isAnswered }) => !isAnswered);

beforeAll(wholeLab);

test.each(ANSWERED)('$panel: there is data for $promql', async ({ promql }) => {
  await expect
    .poll(async () => (await PROMETHEUS.query(promql)).length, { timeout: 90_000, interval: 2000 })
    .toBeGreaterThan(0);
});

test.each(PARSED)('$panel: Prometheus understands $promql', async ({ panel, promql }) => {
  await PROMETHEUS.query(promql);
  console.log(`parsed only: ${panel}`);
});
