import type { Section } from '../layout.ts';
import { timeSeries } from '../panels/time-series.ts';
import { RATE, sumBy } from '../promql/build.ts';
import { CHOSEN, select } from '../selectors.ts';

const BY = ['job', 'release'];
const LEGEND = '{{job}} {{release}}';

/** The processes of the app and model-service, by what they say of themselves. */
export function processes(): Section {
  const ours = (metric: string) => select(metric, 'job=~"app|model-service"', CHOSEN);
  return {
    title: 'Our processes (their own metrics)',
    lines: [
      {
        height: 7,
        panels: [
          [
            8,
            timeSeries({
              title: 'Processors in use',
              description: 'Seconds of processor time a second: 1 is a whole processor.',
              unit: 'none',
              decimals: 2,
              queries: [
                { expr: sumBy(`rate(${ours('process_cpu_seconds_total')}[${RATE}])`, BY), legend: LEGEND },
              ],
            }),
          ],
          [
            8,
            timeSeries({
              title: 'Memory',
              description: 'What the processes hold in main memory, all pods of a release together.',
              unit: 'bytes',
              queries: [{ expr: sumBy(ours('process_resident_memory_bytes'), BY), legend: LEGEND }],
            }),
          ],
          [
            8,
            timeSeries({
              title: 'Event loop, 99 of 100 delays within',
              description: 'How late a timer is: above 50 ms a process is too busy to answer in time.',
              unit: 's',
              queries: [
                {
                  expr: `max by (job, release) (${ours('nodejs_eventloop_lag_p99_seconds')})`,
                  legend: LEGEND,
                },
              ],
            }),
          ],
        ],
      },
    ],
  };
}
