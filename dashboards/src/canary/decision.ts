import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import type { ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';

import type { Section } from '../layout.ts';
import { COLORS } from '../panels/colors.ts';
import { gauge } from '../panels/gauge.ts';
import { stat } from '../panels/stat.ts';
import { stateTimeline } from '../panels/state-timeline.ts';
import { text } from '../panels/text.ts';
import { ruleText } from './rule-text.ts';
import { VERDICT, requestsOf, verdict } from './rule.ts';
import type { Rule } from './rule.ts';

/** What each number of the rule is called. */
export const VERDICT_NAMES: readonly ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: {
      [VERDICT.wait]: { text: 'Wait', color: COLORS.quiet, index: 0 },
      [VERDICT.goOn]: { text: 'Go on', color: COLORS.good, index: 1 },
      [VERDICT.rollBack]: { text: 'Roll back', color: COLORS.bad, index: 2 },
    },
  },
];

/** The rule in words, what it says now, and what it said. */
export function decision(rule: Rule): Section {
  return {
    title: 'Decision',
    lines: [
      {
        height: 8,
        panels: [
          [12, text({ title: 'The rule', content: ruleText(rule) })],
          [
            6,
            stat({
              title: 'What to do',
              description: 'What the rule on the left says now.',
              unit: 'none',
              isFilled: true,
              queries: [{ expr: verdict(rule), isInstant: true }],
              mappings: VERDICT_NAMES,
              noValue: 'Wait',
            }),
          ],
          [6, seenOf(rule)],
        ],
      },
      {
        height: 4,
        panels: [
          [
            16,
            stateTimeline({
              title: 'What the rule said',
              description:
                'The same, over the time range: a canary that changes its mind needs a longer window.',
              unit: 'none',
              queries: [{ expr: verdict(rule), legend: 'rule' }],
              mappings: VERDICT_NAMES,
            }),
          ],
          [
            8,
            gauge({
              title: 'Visitors of the canary',
              description:
                'Of the requests to both releases within the window, the part that the canary answered.',
              unit: 'percentunit',
              decimals: 1,
              min: 0,
              max: 1,
              queries: [
                {
                  expr: `${requestsOf('canary')} / (${requestsOf('stable')} + ${requestsOf('canary')})`,
                  isInstant: true,
                },
              ],
              steps: [[0, COLORS.canary]],
            }),
          ],
        ],
      },
    ],
  };
}

function seenOf(rule: Rule) {
  return stat({
    title: 'Requests within the window',
    description: `Of each release. Below ${rule.least_requests} there is nothing to decide on.`,
    unit: 'locale',
    decimals: 0,
    queries: [
      { expr: requestsOf('stable'), legend: '$stable', isInstant: true },
      { expr: requestsOf('canary'), legend: '$canary', isInstant: true },
    ],
    steps: [
      [0, COLORS.quiet],
      [rule.least_requests, COLORS.good],
    ],
  });
}
