import type { Section } from '../layout.ts';
import { barGauge } from '../panels/bar-gauge.ts';
import { COLORS, VERDICT_COLORS, VOTE_COLORS } from '../panels/colors.ts';
import { gauge } from '../panels/gauge.ts';
import { RANGE, countIn, orZero } from '../promql/build.ts';
import { app } from '../selectors.ts';

/** The counters, the gauge and the histogram of the original, under the names of docs/metrics.md. */
export function original(): Section {
  const count = (series: string) => orZero(countIn(RANGE, series));
  const agreed = app('feedback_total', 'vote="agree"');
  return {
    title: 'What the original counted',
    lines: [
      {
        height: 8,
        panels: [
          [
            9,
            barGauge({
              title: 'Counters',
              description:
                'In the time range: pages, requests for a verdict, verdicts of both kinds, votes of both kinds.',
              unit: 'locale',
              decimals: 0,
              queries: [
                { expr: count(app('http_requests_total', 'route="/"')), legend: 'views' },
                {
                  expr: count(app('http_requests_total', 'route=~"/predict|/api/v1/predict"')),
                  legend: 'requests',
                },
                { expr: count(app('predictions_total', 'label="legitimate"')), legend: 'legitimate' },
                { expr: count(app('predictions_total', 'label="phishing"')), legend: 'phishing' },
                { expr: count(agreed), legend: 'agree' },
                { expr: count(app('feedback_total', 'vote="disagree"')), legend: 'disagree' },
              ].map((query) => ({ ...query, isInstant: true })),
              colors: [...VERDICT_COLORS, ...VOTE_COLORS],
            }),
          ],
          [
            6,
            gauge({
              title: 'Gauge: who agrees',
              description:
                'Of all votes in the time range, the part that agreed with the verdict, by release.',
              unit: 'percentunit',
              decimals: 0,
              min: 0,
              max: 1,
              queries: [
                {
                  expr: `${countIn(RANGE, agreed, ['release'])} / ${countIn(RANGE, app('feedback_total'), ['release'])}`,
                  legend: '{{release}}',
                  isInstant: true,
                },
              ],
              steps: [
                [0, COLORS.bad],
                [0.5, COLORS.doubtful],
                [0.8, COLORS.good],
              ],
              noValue: 'no votes',
            }),
          ],
          [
            9,
            barGauge({
              title: 'Histogram: time to a verdict',
              description:
                'How many calls of model-service in the time range took how long, each bar up to its bound. The original drew the mere number of calls here.',
              unit: 'locale',
              decimals: 0,
              isUpright: true,
              queries: [
                {
                  expr: countIn(RANGE, app('upstream_request_duration_seconds_bucket'), ['le']),
                  legend: '{{le}}',
                  isInstant: true,
                  format: 'heatmap',
                },
              ],
            }),
          ],
        ],
      },
    ],
  };
}
