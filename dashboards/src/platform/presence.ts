import type { Section } from '../layout.ts';
import { COLORS } from '../panels/colors.ts';
import { gauge } from '../panels/gauge.ts';
import { stat } from '../panels/stat.ts';
import { table } from '../panels/table.ts';
import { timeSeries } from '../panels/time-series.ts';
import { orZero } from '../promql/build.ts';

const FIRING = 'ALERTS{alertstate="firing", alertname!~"Watchdog|InfoInhibitor"}';

/** What is there, and what complains. Prometheus alone knows it. */
export function presence(): Section {
  return {
    title: 'Is everything there?',
    lines: [
      {
        height: 7,
        panels: [
          [
            4,
            gauge({
              title: 'Targets that answer',
              description: 'The part of all targets whose last scrape worked.',
              unit: 'percentunit',
              decimals: 0,
              min: 0,
              max: 1,
              queries: [{ expr: 'sum(up) / count(up)', isInstant: true }],
              steps: [
                [0, COLORS.bad],
                [0.9, COLORS.doubtful],
                [1, COLORS.good],
              ],
            }),
          ],
          [
            4,
            stat({
              title: 'Alerts that fire',
              description: 'How many; the table on the right names them.',
              unit: 'locale',
              decimals: 0,
              queries: [{ expr: orZero(`count(${FIRING})`), isInstant: true }],
              steps: [
                [0, COLORS.good],
                [1, COLORS.bad],
              ],
            }),
          ],
          [
            8,
            timeSeries({
              title: 'Targets that do not answer',
              description:
                'By job. A line that does not come down is a pod without network, or a wrong port.',
              unit: 'locale',
              decimals: 0,
              queries: [{ expr: 'count by (job) (up) - sum by (job) (up)', legend: '{{job}}' }],
            }),
          ],
          [
            8,
            table({
              title: 'Alerts',
              description: 'What fires now, and for which release where an alert knows one.',
              keys: { alertname: 'Alert', severity: 'Severity', release: 'Release' },
              columns: [
                {
                  title: 'How many',
                  expr: `count by (alertname, severity, release) (${FIRING})`,
                  unit: 'locale',
                  decimals: 0,
                },
              ],
              noValue: 'none',
            }),
          ],
        ],
      },
    ],
  };
}
