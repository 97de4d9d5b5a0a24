import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { allDashboards } from '../dashboards.ts';
import { readLabAlerts } from '../lab-alerts.ts';
import { LintedDashboard } from '../lint/linted.ts';
import { readPromql } from '../promql/read.ts';
import { gatewayMetrics, serviceMetrics } from './lab-metrics.ts';
import { unknownNames } from './unknown-names.ts';

const LAB = {
  services: serviceMetrics(),
  gateway: gatewayMetrics(readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8')),
};
const unknown = (expr: string) => unknownNames(readPromql(expr), LAB);

const QUERIES = allDashboards(readLabAlerts()).flatMap(({ name, dashboard }) => {
  const { panels, templating } = LintedDashboard.parse(JSON.parse(JSON.stringify(dashboard)));
  const variables = templating.list.flatMap(
    ({ definition }) => /label_values\((.+),/.exec(definition ?? '')?.[1] ?? [],
  );
  const exprs = panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => expr ?? []));
  const marks = (dashboard.annotations.list ?? []).flatMap(
    ({ target }) => (target as { expr?: string } | undefined)?.expr ?? [],
  );
  return [...exprs, ...variables, ...marks].map((expr) => ({ name, expr }));
});

test.each(QUERIES)('$name: somebody gives every metric and label of $expr', ({ expr }) => {
  expect(unknown(expr)).toEqual([]);
});

test('the gateway has the metrics and labels that docs/metrics.md lists', () => {
  expect([...LAB.gateway.keys()]).toEqual(['istio_requests_total', 'istio_request_duration_milliseconds']);
  expect(LAB.gateway.get('istio_requests_total')?.size).toBe(14);
});

test.each([
  ['sum(rate(http_request_total{job="app"}[5m]))', ['http_request_total: nobody gives it']],
  ['sum(rate(upstream_retries_total{job="model-service"}[5m]))', ['upstream_retries_total: nobody gives it']],
  ['rate(http_requests_total{job="app", code="500"}[5m])', ['http_requests_total: it has no label code']],
  ['sum by (version) (rate(http_requests_total{job="app"}[5m]))', ['no series here has the label version']],
  [
    'rate(istio_requests_total{response_flag="RL"}[5m])',
    ['istio_requests_total: it has no label response_flag'],
  ],
  ['queue_depth{job=~"app|model-service"}', ['queue_depth: nobody gives it']],
])('%s', (expr, expected) => {
  expect(unknown(expr)).toEqual(expected);
});
