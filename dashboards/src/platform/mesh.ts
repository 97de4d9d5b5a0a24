import type { Section } from '../layout.ts';
import { COLORS, RELEASE_COLORS } from '../panels/colors.ts';
import { stat } from '../panels/stat.ts';
import { timeSeries } from '../panels/time-series.ts';
import { RANGE, RATE, orZero, perSecond, quantile } from '../promql/build.ts';
import { gateway } from '../selectors.ts';

/** The gateway, and istiod behind it. */
export function mesh(): Section {
  return {
    title: 'Mesh (the gateway; istiod)',
    lines: [
      {
        height: 7,
        panels: [
          [7, requests()],
          [7, durations()],
          [3, proxies()],
          [3, rejected()],
          [4, pushes()],
        ],
      },
    ],
  };
}

function requests() {
  return timeSeries({
    title: 'Requests at the gateway',
    description: 'By the release that they went to; `unknown` are those that the gateway answered itself.',
    unit: 'reqps',
    isStacked: true,
    queries: [
      {
        expr: perSecond(gateway('istio_requests_total'), ['destination_version']),
        legend: '{{destination_version}}',
      },
    ],
    colors: RELEASE_COLORS,
  });
}

function durations() {
  const buckets = gateway('istio_request_duration_milliseconds_bucket', 'response_code!="0"');
  return timeSeries({
    title: 'Seen from the gateway, 95 of 100 within',
    description: 'From the first byte of a request to the last of its answer, by release.',
    unit: 'ms',
    queries: [{ expr: quantile(0.95, buckets, ['destination_version']), legend: '{{destination_version}}' }],
    colors: RELEASE_COLORS,
  });
}

function proxies() {
  return stat({
    title: 'Proxies',
    description: 'Gateways and sidecars that istiod serves.',
    unit: 'locale',
    decimals: 0,
    queries: [{ expr: 'sum(pilot_xds)', isInstant: true }],
    steps: [
      [0, COLORS.bad],
      [1, COLORS.good],
    ],
  });
}

function rejected() {
  return stat({
    title: 'Refused',
    description:
      'Configurations that proxies rejected in the time range: a route of ours that Envoy does not take.',
    unit: 'locale',
    decimals: 0,
    queries: [{ expr: orZero(`sum(increase(pilot_total_xds_rejects[${RANGE}]))`), isInstant: true }],
    steps: [
      [0, COLORS.good],
      [1, COLORS.bad],
    ],
  });
}

function pushes() {
  const convergence = `histogram_quantile(0.99, sum by (le) (rate(pilot_proxy_convergence_time_bucket[${RATE}])))`;
  return timeSeries({
    title: 'Until proxies know',
    description: 'How long a changed route takes to reach 99 of 100 proxies.',
    unit: 's',
    queries: [{ expr: convergence, legend: '99 of 100' }],
  });
}
