import type { Section } from '../layout.ts';
import { RELEASE_COLORS } from '../panels/colors.ts';
import { heatmap } from '../panels/heatmap.ts';
import { table } from '../panels/table.ts';
import { timeSeries } from '../panels/time-series.ts';
import { RANGE, RATE, countIn, mean, perSecond, quantile, share, sumBy } from '../promql/build.ts';
import { VISITED, app } from '../selectors.ts';

const BY_ROUTE = ['release', 'route'];

/** How long it takes, and where the time goes. */
export function duration(): Section {
  const buckets = app('http_request_duration_seconds_bucket', VISITED);
  return {
    title: 'Duration',
    lines: [
      {
        height: 8,
        panels: [
          [
            12,
            heatmap({
              title: 'Answers by duration',
              description:
                'How many requests took how long: two bands are two kinds of requests, a band that climbs is trouble.',
              unit: 's',
              expr: sumBy(`increase(${buckets}[${RATE}])`, ['le']),
            }),
          ],
          [
            12,
            timeSeries({
              title: 'Half, and 99 of 100, take at most',
              description:
                'Median and 99th percentile by release: the median is what most visitors feel, the other what the unlucky do.',
              unit: 's',
              queries: [
                { expr: quantile(0.5, buckets, ['release']), legend: '{{release}} half' },
                { expr: quantile(0.99, buckets, ['release']), legend: '{{release}} 99 of 100' },
              ],
            }),
          ],
        ],
      },
      {
        height: 8,
        panels: [
          [12, timeOfVerdicts()],
          [12, routes()],
        ],
      },
    ],
  };
}

function timeOfVerdicts() {
  return timeSeries({
    title: 'Waiting for model-service',
    description:
      'The mean time of a call of model-service with its retries, by release: what the app itself adds is the rest.',
    unit: 's',
    queries: [
      {
        expr: mean((ending) => app(`upstream_request_duration_seconds${ending}`), ['release']),
        legend: '{{release}}',
      },
    ],
    colors: RELEASE_COLORS,
  });
}

function routes() {
  const requests = app('http_requests_total', VISITED);
  const failed = app('http_requests_total', VISITED, 'status=~"5.."');
  return table({
    title: 'Routes',
    description: 'Each route of each release over the time range.',
    keys: { release: 'Release', route: 'Route' },
    columns: [
      { title: 'Requests', expr: countIn(RANGE, requests, BY_ROUTE), unit: 'locale', decimals: 0 },
      { title: 'Now', expr: perSecond(requests, BY_ROUTE), unit: 'reqps', decimals: 2 },
      {
        title: 'Failed',
        expr: share(countIn(RANGE, failed, BY_ROUTE), countIn(RANGE, requests, BY_ROUTE)),
        unit: 'percentunit',
        decimals: 2,
      },
      {
        title: '95 of 100 within',
        expr: quantile(0.95, app('http_request_duration_seconds_bucket', VISITED), BY_ROUTE, RANGE),
        unit: 's',
        decimals: 1,
      },
    ],
  });
}
