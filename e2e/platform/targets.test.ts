import { beforeAll, expect, test } from 'vitest';

import { predict } from '../local/ask.ts';
import { APP, PROMETHEUS, wholeLab } from './lab.ts';

// Our ServiceMonitors and PrometheusRules, as the operator made a configuration of them.

/** Both releases have two pods of each. */
const PODS = 4;
/** Of kubernetes/monitoring. */
const GROUPS = ['alerts', 'budget', 'canary', 'releases', 'slo'].map((name) => `remla-lab.${name}`);

beforeAll(wholeLab);

test('every pod of app and model-service is a target, once, and up', async () => {
  await expect
    .poll(() => upOf(['app', 'model-service']), { timeout: 120_000, interval: 1000 })
    .toEqual({ app: PODS, 'model-service': PODS });
});

test('so is what the chart has it watch of the cluster', async () => {
  const jobs = [
    'apiserver',
    'coredns',
    'kube-prometheus-stack-operator',
    'kube-prometheus-stack-prometheus',
    'kubelet',
  ];
  await expect
    .poll(async () => Object.keys(await upOf(jobs)).toSorted(), { timeout: 120_000, interval: 1000 })
    .toEqual(jobs);
  // One that was found just now has not been scraped yet.
  const notUp = async () =>
    (await PROMETHEUS.targets())
      .filter(({ health }) => health !== 'up')
      .map(({ labels, lastError }) => `${labels['job'] ?? ''}: ${lastError}`);
  await expect.poll(notUp, { timeout: 120_000, interval: 1000 }).toEqual([]);
});

test('all rules of kubernetes/monitoring are loaded, and each of them can be evaluated', async () => {
  const ours = async () => (await PROMETHEUS.rules()).filter(({ group }) => group.startsWith('remla-lab.'));
  await expect
    .poll(async () => [...new Set((await ours()).map(({ group }) => group))].toSorted(), {
      timeout: 120_000,
      interval: 1000,
    })
    .toEqual(GROUPS);
  const unwell = async () => (await ours()).filter(({ health }) => health !== 'ok').map(({ name }) => name);
  await expect.poll(unwell, { timeout: 120_000, interval: 1000 }).toEqual([]);
});

test("the releases are told apart by the metrics' own label", async () => {
  const releases = async () => {
    await Promise.all(Array.from({ length: 20 }, () => predict(APP, { connection: 'close' })));
    const counted = await PROMETHEUS.query(
      'sum by (job, release) (http_requests_total{route="/api/v1/predict"}) > 0',
    );
    return counted.map(({ labels }) => `${labels['job'] ?? ''} ${labels['release'] ?? ''}`).toSorted();
  };
  await expect
    .poll(releases, { timeout: 120_000, interval: 3000 })
    .toEqual(['app v1', 'app v2', 'model-service v1', 'model-service v2']);
  const models = await PROMETHEUS.query('count by (release, model) (predictions_total)');
  expect(
    models.map(({ labels }) => `${labels['release'] ?? ''} ${labels['model'] ?? ''}`).toSorted(),
  ).toEqual(['v1 lr', 'v2 cnn']);
});

/** How many targets of each of these jobs are up. */
async function upOf(jobs: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const up = (await PROMETHEUS.targets())
    .filter(({ health }) => health === 'up')
    .map(({ labels }) => labels['job'] ?? '');
  return Object.fromEntries(
    jobs.filter((job) => up.includes(job)).map((job) => [job, up.filter((each) => each === job).length]),
  );
}
