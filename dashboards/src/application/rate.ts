import type { Section } from '../layout.ts';
import { barGauge } from '../panels/bar-gauge.ts';
import { RELEASE_COLORS, STATUS_COLORS } from '../panels/colors.ts';
import { timeSeries } from '../panels/time-series.ts';
import { RANGE, countIn, perSecond } from '../promql/build.ts';
import { VISITED, app } from '../selectors.ts';

/** How much is asked: of whom, for what, with which outcome. */
export function rate(): Section {
  const requests = app('http_requests_total', VISITED);
  return {
    title: 'Rate',
    lines: [
      {
        height: 8,
        panels: [
          [
            9,
            timeSeries({
              title: 'Requests by release',
              description:
                'How the visitors are spread over the releases; the canary has its share of new sessions.',
              unit: 'reqps',
              isStacked: true,
              queries: [{ expr: perSecond(requests, ['release']), legend: '{{release}}' }],
              colors: RELEASE_COLORS,
            }),
          ],
          [
            9,
            timeSeries({
              title: 'Answers by status',
              description:
                'All answers of the app, probes included: 2xx and 3xx are fine, 4xx is the client, 5xx the app.',
              unit: 'reqps',
              isStacked: true,
              isBars: true,
              queries: [{ expr: perSecond(app('http_requests_total'), ['status']), legend: '{{status}}' }],
              colors: STATUS_COLORS,
            }),
          ],
          [
            6,
            barGauge({
              title: 'What was asked for',
              description: 'Requests in the time range by route, the most first.',
              unit: 'locale',
              decimals: 0,
              queries: [
                {
                  expr: `sort_desc(${countIn(RANGE, requests, ['route'])})`,
                  legend: '{{route}}',
                  isInstant: true,
                },
              ],
            }),
          ],
        ],
      },
    ],
  };
}
