import type { Section } from '../layout.ts';
import { COLORS } from '../panels/colors.ts';
import { stat } from '../panels/stat.ts';
import { timeSeries } from '../panels/time-series.ts';
import { RANGE, RATE, orZero } from '../promql/build.ts';

/** Prometheus itself: whoever watches has to be watched. */
export function prometheus(): Section {
  return {
    title: 'Prometheus (its own metrics)',
    lines: [
      {
        height: 7,
        panels: [
          [4, series()],
          [4, failures()],
          [8, samples()],
          [8, scrapes()],
        ],
      },
    ],
  };
}

function series() {
  return stat({
    title: 'Series',
    description: 'How many are alive. It grows when a label has values without end.',
    unit: 'short',
    hasGraph: true,
    queries: [{ expr: 'sum(prometheus_tsdb_head_series)' }],
  });
}

function failures() {
  return stat({
    title: 'Rules that failed',
    description: 'Evaluations in the time range that ended with an error: an alert that cannot fire.',
    unit: 'locale',
    decimals: 0,
    queries: [
      {
        expr: orZero(`sum(increase(prometheus_rule_evaluation_failures_total[${RANGE}]))`),
        isInstant: true,
      },
    ],
    steps: [
      [0, COLORS.good],
      [1, COLORS.bad],
    ],
  });
}

function samples() {
  return timeSeries({
    title: 'Samples taken in',
    description: 'A second.',
    unit: 'wps',
    queries: [{ expr: `sum(rate(prometheus_tsdb_head_samples_appended_total[${RATE}]))`, legend: 'samples' }],
  });
}

function scrapes() {
  return timeSeries({
    title: 'How long a scrape takes',
    description: 'The slowest target of each job.',
    unit: 's',
    queries: [{ expr: 'max by (job) (scrape_duration_seconds)', legend: '{{job}}' }],
  });
}
