import type { Section } from '../layout.ts';
import { COLORS } from '../panels/colors.ts';
import { gauge } from '../panels/gauge.ts';
import { stat } from '../panels/stat.ts';
import { table } from '../panels/table.ts';
import { RANGE, countIn, perSecond, quantile } from '../promql/build.ts';
import { modelService } from '../selectors.ts';
import { unsure } from './scores.ts';

const BY_MODEL = ['release', 'model', 'model_version'];

/** Which models answer, and their figures of now. */
export function served(): Section {
  return {
    title: 'What is served',
    lines: [
      {
        height: 6,
        panels: [
          [
            4,
            stat({
              title: 'Verdicts',
              description: 'Addresses that are judged each second.',
              unit: 'ops',
              decimals: 1,
              hasGraph: true,
              queries: [{ expr: perSecond(modelService('predictions_total')) }],
            }),
          ],
          [4, phishing()],
          [
            4,
            stat({
              title: 'Not sure',
              description:
                'The part of verdicts with a probability between 0.2 and 0.8. It climbs when the addresses are no longer like those of the training.',
              unit: 'percentunit',
              decimals: 1,
              hasGraph: true,
              queries: [{ expr: unsure([]) }],
              steps: [
                [0, COLORS.good],
                [0.2, COLORS.doubtful],
                [0.4, COLORS.bad],
              ],
            }),
          ],
          [
            4,
            stat({
              title: '95 of 100 runs within',
              description: 'The 95th percentile of the time that the model itself runs.',
              unit: 's',
              decimals: 1,
              hasGraph: true,
              queries: [
                { expr: quantile(0.95, modelService('predict_duration_seconds_bucket', 'stage="run"')) },
              ],
            }),
          ],
          [8, models()],
        ],
      },
    ],
  };
}

function phishing() {
  const found = modelService('predictions_total', 'label="phishing"');
  return gauge({
    title: 'Phishing',
    description: 'The part of verdicts in the time range that say phishing.',
    unit: 'percentunit',
    decimals: 0,
    min: 0,
    max: 1,
    queries: [
      {
        expr: `${countIn(RANGE, found)} / ${countIn(RANGE, modelService('predictions_total'))}`,
        isInstant: true,
      },
    ],
    steps: [[0, COLORS.plain]],
  });
}

function models() {
  const all = modelService('predictions_total');
  const found = modelService('predictions_total', 'label="phishing"');
  return table({
    title: 'Models',
    description: 'Each model that gave verdicts in the time range.',
    keys: { release: 'Release', model: 'Model', model_version: 'Version' },
    columns: [
      { title: 'Verdicts', expr: countIn(RANGE, all, BY_MODEL), unit: 'locale', decimals: 0 },
      {
        title: 'Phishing',
        expr: `${countIn(RANGE, found, BY_MODEL)} / ${countIn(RANGE, all, BY_MODEL)}`,
        unit: 'percentunit',
        decimals: 1,
      },
    ],
  });
}
