import { afterAll, beforeAll, expect, test } from 'vitest';

import { predict } from '../local/ask.ts';
import { APP, PROMETHEUS, wholeLab } from './lab.ts';
import { platformQueries } from './platform-queries.ts';
import { kubectl } from './programs.ts';

// An alert of ours, from its cause to the place where a user sees it.

const MODEL = ['--namespace', 'lab', 'deployment/model-service-v2'];

beforeAll(wholeLab);

afterAll(async () => {
  await kubectl('scale', ...MODEL, '--replicas=2');
  await kubectl('rollout', 'status', ...MODEL, '--timeout=240s');
});

test('without its model, v2 fails its requests: the alert fires for v2, and for v2 alone', async () => {
  await kubectl('scale', ...MODEL, '--replicas=0');
  const firing = async () => {
    // No mesh here: each connection finds a release by chance.
    await Promise.all(Array.from({ length: 20 }, () => predict(APP, { connection: 'close' })));
    const found = await PROMETHEUS.query('ALERTS{alertname="LabErrorRateHigh", alertstate="firing"}');
    return found.map(({ labels }) => `${labels['job'] ?? ''} ${labels['release'] ?? ''}`);
  };
  await expect.poll(firing, { timeout: 240_000, interval: 2000 }).toEqual(['app v2']);
});

test('the Platform dashboard shows it', async () => {
  const queries = (await platformQueries()).filter(({ promql }) => promql.includes('ALERTS{'));
  expect(queries.length).toBeGreaterThan(0);
  for (const { promql } of queries) expect(await PROMETHEUS.query(promql)).not.toEqual([]);
});
