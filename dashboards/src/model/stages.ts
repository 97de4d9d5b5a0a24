import type { Section } from '../layout.ts';
import { RELEASE_COLORS } from '../panels/colors.ts';
import { heatmap } from '../panels/heatmap.ts';
import { timeSeries } from '../panels/time-series.ts';
import { RATE, mean, quantile, sumBy } from '../promql/build.ts';
import { modelService } from '../selectors.ts';

/** Where the time of a prediction goes. */
export function stages(): Section {
  const runs = modelService('predict_duration_seconds_bucket', 'stage="run"');
  return {
    title: 'Stages',
    lines: [
      {
        height: 8,
        panels: [
          [
            8,
            timeSeries({
              title: 'Mean time by stage',
              description:
                'Preprocessing, waiting in the queue (batches), running the model: the mean of each, on top of one another.',
              unit: 's',
              isStacked: true,
              queries: [
                {
                  expr: mean((ending) => modelService(`predict_duration_seconds${ending}`), ['stage']),
                  legend: '{{stage}}',
                },
              ],
            }),
          ],
          [
            8,
            timeSeries({
              title: 'Running the model, 95 of 100 within',
              description: 'By release, which is by model: the price of the better one.',
              unit: 's',
              queries: [
                {
                  expr: quantile(0.95, runs, ['release']),
                  legend: '{{release}}',
                },
              ],
              colors: RELEASE_COLORS,
            }),
          ],
          [
            8,
            heatmap({
              title: 'Runs by duration',
              description: 'How many runs of a model took how long: each model is a band of its own.',
              unit: 's',
              expr: sumBy(`increase(${runs}[${RATE}])`, ['le']),
            }),
          ],
        ],
      },
      {
        height: 7,
        panels: [
          [
            12,
            timeSeries({
              title: 'Waiting',
              description:
                'Addresses of batches that wait for a worker, and requests without a whole answer: more than a few for long means too few pods.',
              unit: 'short',
              queries: [
                { expr: sumBy(modelService('queue_depth'), ['release']), legend: '{{release}} in the queue' },
                {
                  expr: sumBy(modelService('requests_in_flight'), ['release']),
                  legend: '{{release}} in flight',
                },
              ],
            }),
          ],
          [
            12,
            timeSeries({
              title: 'Processor time',
              description: 'How many processors the model-services of each release keep busy.',
              unit: 'none',
              decimals: 2,
              queries: [
                {
                  expr: sumBy(`rate(${modelService('process_cpu_seconds_total')}[${RATE}])`, ['release']),
                  legend: '{{release}}',
                },
              ],
              colors: RELEASE_COLORS,
            }),
          ],
        ],
      },
    ],
  };
}
