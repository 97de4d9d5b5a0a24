import type { Section } from '../layout.ts';
import { RELEASE_COLORS, VERDICT_COLORS } from '../panels/colors.ts';
import { timeSeries } from '../panels/time-series.ts';
import { perSecond } from '../promql/build.ts';
import { modelService } from '../selectors.ts';

/** The verdicts. */
export function classes(): Section {
  const verdicts = modelService('predictions_total');
  const phishing = modelService('predictions_total', 'label="phishing"');
  return {
    title: 'Classes',
    lines: [
      {
        height: 8,
        panels: [
          [
            12,
            timeSeries({
              title: 'Verdicts by class',
              description: 'How many addresses of each class a second.',
              unit: 'ops',
              isStacked: true,
              queries: [{ expr: perSecond(verdicts, ['label']), legend: '{{label}}' }],
              colors: VERDICT_COLORS,
            }),
          ],
          [
            12,
            timeSeries({
              title: 'Part that is phishing, by release',
              description:
                'Both releases are asked about the same kinds of addresses: where the lines part, the models judge differently.',
              unit: 'percentunit',
              max: 1,
              queries: [
                {
                  expr: `${perSecond(phishing, ['release', 'model'])} / ${perSecond(verdicts, ['release', 'model'])}`,
                  legend: '{{release}} {{model}}',
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
