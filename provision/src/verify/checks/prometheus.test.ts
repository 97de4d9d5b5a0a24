import { expect, test } from 'vitest';

import { linesOf } from '../testing/judge.ts';
import { startWebDouble } from '../testing/web-double.ts';
import type { DoublePages } from '../testing/web-double.ts';
import { webOf } from '../web/ask-web.ts';
import { checkPrometheus, checkRules } from './prometheus.ts';
import { checkTargets } from './targets.ts';

// A server answers as Prometheus does at /api/v1. A real one is asked by e2e/monitoring and by the lane platform; here each
// cause of a failure is seen.

const target = (job: string, health = 'up', lastError = '', namespace = 'lab') => ({
  labels: { job, namespace, pod: `${job}-x`, instance: '10.0.0.1:5000' },
  discoveredLabels: {},
  scrapePool: job,
  scrapeUrl: `http://${job}/metrics`,
  lastError,
  lastScrape: '2026-01-01T00:00:00.123456789Z',
  health,
});
const QUERY = `/api/v1/query?query=${encodeURIComponent('group by (release) (build_info)')}`;
const TARGETS = '/api/v1/targets?state=active';
const samplesOf = (...releases: string[]) => ({
  body: {
    status: 'success',
    data: {
      resultType: 'vector',
      result: releases.map((release) => ({ metric: { release }, value: [1, '1'] })),
    },
  },
});
const targets = (...activeTargets: object[]) => ({ body: { status: 'success', data: { activeTargets } } });
const WELL: DoublePages = {
  '/api/v1/status/buildinfo': { body: { status: 'success', data: { version: '3.5.0', revision: 'x' } } },
  [TARGETS]: targets(target('app'), target('model-service')),
  [QUERY]: samplesOf('v1', 'v2'),
};

async function lookAtTargets(pages: DoublePages, jobs = ['app', 'model-service']) {
  await using double = await startWebDouble({ ...WELL, ...pages });
  const waits: number[] = [];
  const verdict = await checkTargets(
    { ask: webOf(new AbortController().signal), url: double.url, mend: 'LOGS' },
    {
      releases: ['v1', 'v2'],
      jobs,
      isOurs: ({ namespace }) => namespace === 'lab',
      missing: 'MISSING',
      wait: async (durationMs) => void waits.push(durationMs),
    },
  );
  return { verdict, lines: linesOf(verdict), waitedMs: waits.reduce((sum, each) => sum + each, 0) };
}

test('a Prometheus that answers, and one that does not', async () => {
  await using double = await startWebDouble(WELL);
  const ask = webOf(new AbortController().signal);
  expect(await checkPrometheus({ ask, url: double.url, mend: 'LOGS' })).toEqual({
    state: 'ok',
    details: `${double.url}, Prometheus 3.5.0`,
  });
  expect(await checkPrometheus({ ask, url: `${double.url}/x`, mend: 'LOGS' })).toEqual({
    state: 'failed',
    causes: [
      {
        what: `Prometheus answers ${double.url}/x/api/v1/status/buildinfo with 404: 404 page not found`,
        mend: 'LOGS',
      },
    ],
  });
});

test('targets: all up; what is down and not of the lab is only told', async () => {
  const kube = target('kube-proxy', 'down', 'connection refused', 'kube-system');
  const { verdict } = await lookAtTargets({
    [TARGETS]: targets(target('app'), target('model-service'), kube),
  });
  expect(verdict).toEqual({
    state: 'ok',
    details: '2 of 3 up, with samples of v1 and v2; not up, and not of the lab: kube-proxy',
  });
});

test('targets: one that is down has the reason that Prometheus gives, when it was asked again', async () => {
  let asked = 0;
  const page = () => {
    const lastScrape = `2026-01-01T00:00:${(asked += 1) > 3 ? 15 : 10}Z`;
    const down = { ...target('app', 'down', 'server returned HTTP status 404 Not Found'), lastScrape };
    return targets(down, target('model-service'));
  };
  const { lines, waitedMs } = await lookAtTargets({ [TARGETS]: page });
  expect(lines).toEqual(['app of app-x is not up: server returned HTTP status 404 Not Found']);
  expect(waitedMs).toBe(6_000);
});

test('targets: one that was asked while it started is up when it is asked again', async () => {
  let asked = 0;
  const page = () => targets(target('app', (asked += 1) > 2 ? 'up' : 'down'), target('model-service'));
  const { verdict, waitedMs } = await lookAtTargets({ [TARGETS]: page });
  expect([verdict.state, waitedMs]).toEqual(['ok', 4_000]);
});

test('targets: what was found just now is waited for', async () => {
  let asked = 0;
  const page = () => targets(target('app', (asked += 1) > 2 ? 'up' : 'unknown'), target('model-service'));
  const { verdict, waitedMs } = await lookAtTargets({ [TARGETS]: page });
  expect([verdict.state, waitedMs]).toEqual(['ok', 4_000]);
});

test('targets: a monitor that selects nothing, and a release without samples', async () => {
  const pages = { [TARGETS]: targets(target('app')), [QUERY]: samplesOf('v1') };
  const { lines, waitedMs } = await lookAtTargets(pages);
  expect(lines).toEqual([
    'Prometheus scrapes nothing of the job model-service',
    'no sample has the label release="v2"',
  ]);
  expect(waitedMs).toBe(40_000);
});

const rule = (name: string, health = 'ok', rest: object = {}) => ({ name, query: 'x', health, ...rest });

async function lookAtRules(...rules: object[]) {
  const body = { status: 'success', data: { groups: [{ name: 'lab', file: 'lab.yaml', rules }] } };
  await using double = await startWebDouble({ '/api/v1/rules': { body } });
  const ask = webOf(new AbortController().signal);
  const wanted = { wanted: ['Errors', 'rate:5m'], missing: 'MISSING' };
  return await checkRules({ ask, url: double.url, mend: 'LOGS' }, wanted);
}

test('rules: loaded, and which of them fire', async () => {
  const firing = rule('Errors', 'ok', { type: 'alerting', state: 'firing' });
  expect(await lookAtRules(firing, rule('rate:5m'), rule('another', 'err'))).toEqual({
    state: 'ok',
    details: '2 rules, firing: Errors',
  });
});

test('rules: one that is not loaded, and one that cannot be evaluated', async () => {
  const lastError = 'found duplicate series';
  expect(linesOf(await lookAtRules(rule('rate:5m', 'err', { lastError })))).toEqual([
    'not loaded: Errors',
    'rate:5m cannot be evaluated: found duplicate series',
  ]);
});
