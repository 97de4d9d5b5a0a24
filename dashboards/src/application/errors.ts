import type { LabAlerts } from '../lab-alerts.ts';
import type { Section } from '../layout.ts';
import { COLORS, RELEASE_COLORS } from '../panels/colors.ts';
import { timeSeries } from '../panels/time-series.ts';
import { perSecond, share } from '../promql/build.ts';
import { VISITED, app, gateway } from '../selectors.ts';

/** What went wrong, and on whose side. */
export function errors({ error_rate }: LabAlerts): Section {
  const requests = app('http_requests_total', VISITED);
  const failed = app('http_requests_total', VISITED, 'status=~"5.."');
  return {
    title: 'Errors',
    lines: [
      {
        height: 8,
        panels: [
          [
            8,
            timeSeries({
              title: 'Failed, by release',
              description:
                'The part of requests that ended with a 5xx status. The dashed line is where the alert LabErrorRateHigh fires.',
              unit: 'percentunit',
              queries: [
                {
                  expr: share(perSecond(failed, ['release']), perSecond(requests, ['release'])),
                  legend: '{{release}}',
                },
              ],
              colors: RELEASE_COLORS,
              hasThresholdLines: true,
              steps: [
                [0, COLORS.good],
                [error_rate.percent / 100, COLORS.bad],
              ],
            }),
          ],
          [
            8,
            timeSeries({
              title: 'Calls of model-service that did not work',
              description:
                'By how they ended: a status, unreachable, cut off, too late, garbled; and tries that were made again after a failed connection.',
              unit: 'cps',
              isStacked: true,
              queries: [
                {
                  expr: badCalls(),
                  legend: '{{release}} {{outcome}}',
                },
                {
                  expr: perSecond(app('upstream_retries_total'), ['release']),
                  legend: '{{release}} tried again',
                },
              ],
            }),
          ],
          [
            8,
            timeSeries({
              title: 'Stopped at the gateway',
              description:
                'Requests that the gateway did not simply pass on, by its reason: RL the limit, NR no route, UH no instance, UF no connection, UC broken, UT too late, DC the client left.',
              unit: 'reqps',
              isBars: true,
              isStacked: true,
              queries: [
                {
                  expr: perSecond(gateway('istio_requests_total', 'response_flags!="-"'), [
                    'response_flags',
                    'response_code',
                  ]),
                  legend: '{{response_flags}} {{response_code}}',
                },
              ],
            }),
          ],
        ],
      },
    ],
  };
}

/** Calls of model-service by how they failed; of a release of which none did, 0. */
function badCalls(): string {
  const calls = (outcome: string) => app('upstream_request_duration_seconds_count', outcome);
  const bad = perSecond(calls('outcome!="2xx"'), ['release', 'outcome']);
  return `${bad} or ${perSecond(calls('outcome="2xx"'), ['release'])} * 0`;
}
