import type { Section } from '../layout.ts';
import { barGauge } from '../panels/bar-gauge.ts';
import { heatmap } from '../panels/heatmap.ts';
import { timeSeries } from '../panels/time-series.ts';
import { RANGE, RATE, countIn, mean, perSecond, sumBy } from '../promql/build.ts';
import { modelService } from '../selectors.ts';

/** The part of probabilities above 0.2 and up to 0.8, by labels of `prediction_score`. */
export function unsure(by: readonly string[]): string {
  const below = (bound: string) => perSecond(modelService('prediction_score_bucket', `le="${bound}"`), by);
  return `(${below('0.8')} - ${below('0.2')}) / ${perSecond(modelService('prediction_score_count'), by)}`;
}

/** The probabilities behind the verdicts. */
export function scores(): Section {
  const buckets = modelService('prediction_score_bucket');
  return {
    title: 'Scores',
    lines: [
      {
        height: 9,
        panels: [
          [
            9,
            heatmap({
              title: 'Probabilities of phishing',
              description:
                'How many verdicts had which probability: a good model is dark at both ends and pale between.',
              unit: 'none',
              expr: sumBy(`increase(${buckets}[${RATE}])`, ['le']),
            }),
          ],
          [
            7,
            barGauge({
              title: 'Probabilities in the time range',
              description:
                'How many verdicts lie in each bucket, each bar up to its bound. The buckets are narrower at the ends.',
              unit: 'locale',
              decimals: 0,
              isUpright: true,
              queries: [
                {
                  expr: countIn(RANGE, buckets, ['le']),
                  legend: '{{le}}',
                  isInstant: true,
                  format: 'heatmap',
                },
              ],
            }),
          ],
          [
            8,
            timeSeries({
              title: 'Mean probability and doubt',
              description:
                'By release: the mean of all probabilities, and the part of them between 0.2 and 0.8.',
              unit: 'percentunit',
              max: 1,
              queries: [
                {
                  expr: mean((ending) => modelService(`prediction_score${ending}`), ['release']),
                  legend: '{{release}} mean',
                },
                { expr: unsure(['release']), legend: '{{release}} not sure' },
              ],
            }),
          ],
        ],
      },
    ],
  };
}
