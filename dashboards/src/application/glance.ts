import type { LabAlerts } from '../lab-alerts.ts';
import type { Section } from '../layout.ts';
import { COLORS } from '../panels/colors.ts';
import { gauge } from '../panels/gauge.ts';
import { stat } from '../panels/stat.ts';
import { RANGE, countIn, orZero, perSecond, quantile, share } from '../promql/build.ts';
import { VISITED, app, gateway } from '../selectors.ts';

/** The figures that say within a second whether somebody has to look closer. */
export function glance({ error_rate, latency, slo }: LabAlerts): Section {
  const objective = slo.objective_percent / 100;
  const requests = app('http_requests_total', VISITED);
  const failed = app('http_requests_total', VISITED, 'status=~"5.."');
  return {
    title: 'At a glance',
    lines: [
      {
        height: 5,
        panels: [
          [
            5,
            stat({
              title: 'Requests',
              description: 'What visitors ask of the app each second: pages, verdicts, votes.',
              unit: 'reqps',
              decimals: 1,
              hasGraph: true,
              queries: [{ expr: perSecond(requests) }],
            }),
          ],
          [
            5,
            stat({
              title: 'Failed',
              description: 'The part of requests that the app answered with a 5xx status.',
              unit: 'percentunit',
              decimals: 2,
              min: 0,
              hasGraph: true,
              queries: [{ expr: share(perSecond(failed), perSecond(requests)) }],
              steps: [
                [0, COLORS.good],
                [(100 - slo.objective_percent) / 100, COLORS.doubtful],
                [error_rate.percent / 100, COLORS.bad],
              ],
            }),
          ],
          [
            5,
            stat({
              title: '95 of 100 within',
              description: 'The 95th percentile of the time from a request to the end of its answer.',
              unit: 's',
              decimals: 1,
              hasGraph: true,
              queries: [{ expr: quantile(0.95, app('http_request_duration_seconds_bucket', VISITED)) }],
              steps: [
                [0, COLORS.good],
                [latency.p95_milliseconds / 2000, COLORS.doubtful],
                [latency.p95_milliseconds / 1000, COLORS.bad],
              ],
            }),
          ],
          [
            3,
            gauge({
              title: 'Answered',
              description: `The part of requests in the time range that got no 5xx. ${slo.objective_percent} % are promised; below, the error budget burns.`,
              unit: 'percentunit',
              decimals: 2,
              min: 0.95,
              max: 1,
              queries: [
                {
                  expr: `1 - ${share(countIn(RANGE, failed), countIn(RANGE, requests))}`,
                  isInstant: true,
                },
              ],
              steps: [
                [0, COLORS.bad],
                [objective, COLORS.good],
              ],
            }),
          ],
          [
            3,
            gauge({
              title: 'In flight',
              description: 'Requests that have no whole answer yet, this scrape included.',
              unit: 'none',
              min: 0,
              max: 50,
              queries: [{ expr: `sum(${app('requests_in_flight')})` }],
              steps: [
                [0, COLORS.good],
                [20, COLORS.doubtful],
                [40, COLORS.bad],
              ],
            }),
          ],
          [
            3,
            stat({
              title: 'Refused (429)',
              description: 'Requests in the time range that the gateway answered with 429.',
              unit: 'locale',
              decimals: 0,
              queries: [
                {
                  expr: orZero(countIn(RANGE, gateway('istio_requests_total', 'response_flags="RL"'))),
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
