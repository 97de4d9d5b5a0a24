import type { Section } from '../layout.ts';
import { COLORS } from '../panels/colors.ts';
import type { SeriesColor } from '../panels/colors.ts';
import { timeSeries } from '../panels/time-series.ts';
import { allowedSlowness, chance, difference, errorsOf, slownessOf } from './rule.ts';
import type { Rule } from './rule.ts';

const SIDES: readonly SeriesColor[] = [
  { pattern: '/^stable/', color: COLORS.stable },
  { pattern: '/^canary/', color: COLORS.canary },
  { pattern: '/^(allowed|chance)/', color: COLORS.bad },
];

/** What the rule weighs, each beside its bar. */
export function criteria(rule: Rule): Section {
  return {
    title: 'What the rule weighs',
    lines: [
      {
        height: 8,
        panels: [
          [
            8,
            timeSeries({
              title: 'Failed',
              description: 'The part of 5xx answers of each release over the window.',
              unit: 'percentunit',
              queries: [
                { expr: errorsOf('stable'), legend: 'stable $stable' },
                { expr: errorsOf('canary'), legend: 'canary $canary' },
              ],
              colors: SIDES,
            }),
          ],
          [
            8,
            timeSeries({
              title: 'Errors: the difference and chance',
              description: `How much more of the canary fails. It counts above both: what chance explains (${rule.standard_errors} standard errors) and ${rule.more_errors_percent} point.`,
              unit: 'percentunit',
              queries: [
                { expr: difference(), legend: 'canary more than stable' },
                { expr: chance(rule), legend: 'chance' },
              ],
              colors: SIDES,
              hasThresholdLines: true,
              steps: [
                [0, COLORS.good],
                [rule.more_errors_percent / 100, COLORS.bad],
              ],
            }),
          ],
          [
            8,
            timeSeries({
              title: 'Time to a verdict: 95 of 100 within',
              description: `Over the window. The canary may take ${rule.slower_factor} times as long as the stable release, and ${rule.slower_than_milliseconds} ms in any case.`,
              unit: 's',
              queries: [
                { expr: slownessOf('stable'), legend: 'stable $stable' },
                { expr: slownessOf('canary'), legend: 'canary $canary' },
                { expr: allowedSlowness(rule), legend: 'allowed' },
              ],
              colors: SIDES,
            }),
          ],
        ],
      },
    ],
  };
}
