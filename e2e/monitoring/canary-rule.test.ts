import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';

import { dashboardQueries } from './dashboard-queries.ts';

// The rule on the Canary dashboard, asked of Prometheus' own engine (promtool) about series that are written here.

const [WAIT, GO_ON, ROLL_BACK] = [0, 1, 2];

/** What became of a release's requests within the window of 15 minutes. */
interface Release {
  readonly requests: number;
  readonly failed?: number;
  /** How long all but a few take: below 0.1 s, 0.2 s or 2 s. @default 0.1 */
  readonly seconds?: 0.1 | 0.2 | 2;
}

let folder: string;
let verdict: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'canary-rule-'));
  const queries = await dashboardQueries('canary');
  verdict = queries.find(({ asker }) => asker === 'What to do')?.promql ?? '';
});
afterAll(() => rm(folder, { recursive: true }));

test.each<[string, { v1?: Release; v2?: Release }, number]>([
  ['nobody was there', {}, WAIT],
  ['the canary was never asked', { v1: { requests: 900 } }, WAIT],
  [
    'too few requests of the canary, all failed',
    { v1: { requests: 900 }, v2: { requests: 90, failed: 90 } },
    WAIT,
  ],
  ['too few requests of the stable release', { v1: { requests: 90 }, v2: { requests: 900 } }, WAIT],
  ['both are well', { v1: { requests: 900 }, v2: { requests: 120 } }, GO_ON],
  ['the canary fails', { v1: { requests: 900, failed: 3 }, v2: { requests: 120, failed: 9 } }, ROLL_BACK],
  ['the stable release fails', { v1: { requests: 900, failed: 90 }, v2: { requests: 120 } }, GO_ON],
  ['both fail alike', { v1: { requests: 900, failed: 90 }, v2: { requests: 120, failed: 12 } }, GO_ON],
  // 0.6 points more is beyond chance here, and too little to matter.
  ['hardly more fails', { v1: { requests: 90_000 }, v2: { requests: 9_000, failed: 54 } }, GO_ON],
  // 1.2 points more, where two standard errors are 1.5.
  [
    'what fails may be chance',
    { v1: { requests: 1_000, failed: 5 }, v2: { requests: 120, failed: 2 } },
    GO_ON,
  ],
  ['the canary is slow', { v1: { requests: 900 }, v2: { requests: 120, seconds: 2 } }, ROLL_BACK],
  ['both are slow', { v1: { requests: 900, seconds: 2 }, v2: { requests: 120, seconds: 2 } }, GO_ON],
  ['it is slower, and nobody notices', { v1: { requests: 900 }, v2: { requests: 120, seconds: 0.2 } }, GO_ON],
])('%s', async (_name, releases, expected) => {
  expect(await check(releases, expected)).toMatch(/SUCCESS/);
});

/** What promtool says of the rule at the end of the window, beside what it should be. */
async function check(releases: Readonly<Record<string, Release>>, expected: number): Promise<string> {
  const series = Object.entries(releases).flatMap(([release, each]) => seriesOf(release, each));
  const samples = [{ labels: '{}', value: expected }];
  const about = [{ expr: verdict, eval_time: '15m', exp_samples: samples }];
  const tests = [{ interval: '15s', input_series: series, promql_expr_test: about }];
  const file = join(folder, 'test.yml');
  await writeFile(file, stringify({ rule_files: [], evaluation_interval: '15s', tests }));
  const { all } = await execa('promtool', ['test', 'rules', file], { all: true, reject: false });
  return all;
}

function seriesOf(release: string, { requests, failed = 0, seconds = 0.1 }: Release) {
  const labels = `job="app",release="${release}",route="/predict"`;
  // A step each 15 s, 60 of them in the window.
  const grown = (count: number) => `0+${count / 60}x60`;
  const bucket = (le: string, count: number) => ({
    series: `http_request_duration_seconds_bucket{${labels},le="${le}"}`,
    values: grown(count),
  });
  return [
    { series: `http_requests_total{${labels},status="200"}`, values: grown(requests - failed) },
    { series: `http_requests_total{${labels},status="500"}`, values: grown(failed) },
    bucket('0.1', seconds <= 0.1 ? requests : 0),
    bucket('0.2', seconds <= 0.2 ? requests : 0),
    bucket('2', requests),
    bucket('+Inf', requests),
  ];
}
