import type { ModelManifest } from '@remla-lab/model-service';

import { VALIDATION } from '../evaluate/evaluate-model.ts';
import type { Metrics } from '../evaluate/metrics-schema.ts';
import { limitsOf } from './limits.ts';
import { figure, percent, table } from './table.ts';

/** The model card (README.md of a model directory): everything in it comes from the manifest. */
export function renderCard(manifest: ModelManifest, metrics: Metrics): string {
  const { name, version, description, temperature, threshold } = manifest;
  const bytes = manifest.files['model.onnx']?.sizeBytes ?? 0;
  const validation = metrics.sets[VALIDATION];
  const paragraphs = [
    `# ${name} ${version}`,
    description,
    `Written by \`npm run evaluate -w model-training\` from manifest.json; change nothing here by hand. Licence of the model: ${manifest.licence}.`,
    '## In short',
    table(
      ['', 'value'],
      [
        ['size', `${(bytes / 1e6).toFixed(2)} MB`],
        ['time per URL, one thread, one at a time: median', `${metrics.millisecondsPerUrl.single} ms`],
        ['the same, URLs of 200 characters', `${metrics.millisecondsPerUrl.of200Characters} ms`],
        ['time per URL, one thread, batches of 16', `${metrics.millisecondsPerUrl.inBatchesOf16} ms`],
        ['temperature (logit / temperature → sigmoid)', String(temperature)],
        ['served threshold: 1 % false positives on the validation rows', threshold.toFixed(6)],
        ['expected calibration error on the validation rows', figure(validation?.expectedCalibrationError)],
        [
          `honest login pages flagged (${metrics.loginPages.rows} legitimate validation and test rows with login, signin, account or password)`,
          percent(metrics.loginPages.flagged),
        ],
      ],
    ),
    '## Data',
    'No row of validation or test was trained on. Derived rows, not observed as such: copies with a random query behind them, and log-in pages made up for hosts of legitimate rows. Weight = how much a row of the set, derived ones included, counts in the linear models: `lr` and the wide half of `cnn`.',
    table(
      ['set', 'rows', 'derived rows', 'weight', 'licence', 'from'],
      manifest.trainingData.map(({ name: set, rows, derivedRows, weight, licence, from }) => [
        set,
        String(rows),
        typeof derivedRows === 'number' ? String(derivedRows) : '–',
        typeof weight === 'number' ? String(weight) : '1',
        licence,
        typeof from === 'string' ? from : '–',
      ]),
    ),
    ...(manifest.selection === undefined ? [] : ['## How it was chosen', manifest.selection]),
    '## Figures',
    'TPR = share of phishing that is found when 1 % (0.1 %) of the legitimate rows of the same set is flagged; F1 and the last two columns at the served threshold.',
    setsTable(metrics),
    '## By source and by length',
    'At the served threshold; a class of fewer than 500 rows is left out, AUC needs 500 of both. Length = code points of the canonical form.',
    slicesTable(metrics),
    '## After mutations',
    'The harmless ones leave the page what it is; the canonical form makes the first five the same text as before. Padding = 200 random URL characters as a query behind the real path. Those in the second table change what is asked for, and are for information.',
    mutationsTable(metrics, true),
    mutationsTable(metrics, false),
    ...comparisonParagraphs(metrics),
    '## What limits it',
    limitsOf(name)
      .map((limit) => `- ${limit}`)
      .join('\n'),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function setsTable({ sets }: Metrics): string {
  return table(
    ['set', 'rows', 'AUC', 'TPR at 1 %', 'TPR at 0.1 %', 'F1', 'FPR', 'TPR', 'ECE'],
    Object.entries(sets).map(([name, set]) => [
      name,
      String(set.rows),
      figure(set.auc),
      percent(set.truePositiveRateAt1Percent),
      percent(set.truePositiveRateAt01Percent),
      figure(set.f1),
      percent(set.falsePositiveRate),
      percent(set.truePositiveRate),
      figure(set.expectedCalibrationError),
    ]),
  );
}

function slicesTable({ slices }: Metrics): string {
  return table(
    ['slice', 'legitimate', 'phishing', 'FPR', 'TPR', 'AUC'],
    slices.map((slice) => [
      `${slice.test}, ${slice.by} ${slice.slice}`,
      String(slice.legitimate),
      String(slice.phishing),
      percent(slice.falsePositiveRate),
      percent(slice.truePositiveRate),
      figure(slice.auc),
    ]),
  );
}

function mutationsTable({ mutations, sets }: Metrics, isHarmless: boolean): string {
  return table(
    [isHarmless ? 'harmless mutation' : 'other mutation', 'test', 'AUC', 'change', 'TPR at 1 %'],
    mutations
      .filter((mutation) => mutation.isHarmless === isHarmless)
      .map(({ name, test, auc, truePositiveRateAt1Percent }) => [
        name,
        test,
        figure(auc),
        signed(auc - (sets[test]?.auc ?? Number.NaN)),
        percent(truePositiveRateAt1Percent),
      ]),
  );
}

function comparisonParagraphs({ comparison }: Metrics): readonly string[] {
  if (comparison === undefined) return [];
  const { baseline, differences } = comparison;
  const worse = differences.filter(({ isWorse }) => isWorse).length;
  return [
    `## Against ${baseline}`,
    `This model less \`${baseline}\`, paired bootstrap, 95 % over all ${differences.length} intervals together (Bonferroni); of them ${worse} lie wholly on the worse side. FPR and TPR at each model's served threshold.`,
    table(
      ['slice', 'measure', 'rows', 'difference', 'interval', ''],
      differences.map(({ test, by, slice, measure, rows, difference, low, high, isWorse }) => [
        by === 'all' ? test : `${test}, ${by} ${slice}`,
        { auc: 'AUC', falsePositiveRate: 'FPR', truePositiveRate: 'TPR' }[measure],
        String(rows),
        signed(difference),
        `${signed(low)} … ${signed(high)}`,
        isWorse ? 'worse' : '',
      ]),
    ),
  ];
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
}
