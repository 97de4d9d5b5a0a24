import type { Section } from '../layout.ts';
import { RELEASE_COLORS, VOTE_COLORS } from '../panels/colors.ts';
import { table } from '../panels/table.ts';
import { timeSeries } from '../panels/time-series.ts';
import { RANGE, countIn, perSecond } from '../promql/build.ts';
import { modelService } from '../selectors.ts';

const BY_VERSION = ['release', 'model_version'];

/** What visitors think of the verdicts. */
export function feedback(): Section {
  const votes = modelService('feedback_total');
  const agreed = modelService('feedback_total', 'vote="agree"');
  const disagreed = modelService('feedback_total', 'vote="disagree"');
  return {
    title: 'Feedback',
    lines: [
      {
        height: 8,
        panels: [
          [
            8,
            timeSeries({
              title: 'Votes',
              description: 'How many visitors a second say that they agree with a verdict, or do not.',
              unit: 'ops',
              isStacked: true,
              isBars: true,
              queries: [{ expr: perSecond(votes, ['vote']), legend: '{{vote}}' }],
              colors: VOTE_COLORS,
            }),
          ],
          [
            8,
            timeSeries({
              title: 'Part that agrees, by release',
              description:
                'Of all votes. Who votes chooses to: compare releases with it, do not read it as accuracy.',
              unit: 'percentunit',
              max: 1,
              queries: [
                {
                  expr: `${perSecond(agreed, ['release'])} / ${perSecond(votes, ['release'])}`,
                  legend: '{{release}}',
                },
              ],
              colors: RELEASE_COLORS,
            }),
          ],
          [
            8,
            table({
              title: 'Votes by version of the model',
              description: '`other` are votes on a model that this release does not serve (any more).',
              keys: { release: 'Release', model_version: 'Version' },
              columns: [
                { title: 'Agree', expr: countIn(RANGE, agreed, BY_VERSION), unit: 'locale', decimals: 0 },
                {
                  title: 'Disagree',
                  expr: countIn(RANGE, disagreed, BY_VERSION),
                  unit: 'locale',
                  decimals: 0,
                },
              ],
            }),
          ],
        ],
      },
    ],
  };
}
