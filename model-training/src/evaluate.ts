import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { loadModel, type Model } from '@remla-lab/model-service';

import { renderCard } from './card/render-card.ts';
import { loadDataset, type NamedRows } from './dataset/load-dataset.ts';
import { checkModel } from './evaluate/check.ts';
import { compareModels } from './evaluate/compare-models.ts';
import { type Evaluation, evaluateModel } from './evaluate/evaluate-model.ts';
import { figure } from './card/table.ts';
import { writeManifest } from './manifest/write-manifest.ts';

/** The models of this repository; `cnn` is compared with `lr`. */
const MODELS = fileURLToPath(new URL('../../model-service/models/', import.meta.url));
const BASELINE = 'lr';
const NAMES = [BASELINE, 'cnn'];

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    models: { type: 'string', default: MODELS },
    check: { type: 'boolean', default: false },
  },
});
if (values.data === undefined) throw new Error('--data DIR is missing: the folder with the labelled URLs');
/** npm runs scripts in the workspace's folder; paths are meant from where the user stands. */
const fromUser = (file: string): string => path.resolve(process.env['INIT_CWD'] ?? '.', file);
const dataset = loadDataset(fromUser(values.data), values.check ? ['test'] : ['val', 'test']);
process.exitCode = await (values.check ? check(fromUser(values.models)) : evaluate(fromUser(values.models)));

async function check(models: string): Promise<number> {
  let differences = 0;
  for (const name of NAMES) {
    const directory = path.join(models, name);
    await using model = closing(await loadModel(directory));
    for (const found of await checkModel(directory, model.model, testSets())) {
      const verdict = found.isSame ? 'ok' : 'DIFFERS';
      console.log(
        `${name} ${found.set} ${found.figure} stated ${found.stated} actual ${found.actual} ${verdict}`,
      );
      if (!found.isSame) differences += 1;
    }
  }
  return differences === 0 ? 0 : 1;
}

async function evaluate(models: string): Promise<number> {
  const evaluations = new Map<string, Evaluation & { threshold: number }>();
  for (const name of NAMES) {
    const directory = path.join(models, name);
    await using model = closing(await loadModel(directory));
    const { manifest } = model.model;
    const evaluation = { ...(await evaluateModel(model.model, dataset)), threshold: manifest.threshold };
    evaluations.set(name, evaluation);
    const baseline = evaluations.get(BASELINE);
    const comparison =
      name === BASELINE || baseline === undefined
        ? {}
        : {
            comparison: { baseline: BASELINE, differences: compareModels(testSets(), evaluation, baseline) },
          };
    const metrics = { ...evaluation.metrics, ...comparison };
    const { schema: _, files: __, ...draft } = manifest;
    writeFileSync(
      path.join(directory, 'README.md'),
      renderCard(writeManifest(directory, { ...draft, metrics }), metrics),
    );
    for (const [set, figures] of Object.entries(metrics.sets)) {
      console.log(
        `${name} ${set} AUC ${figure(figures.auc)} TPR at 1 % ${figure(figures.truePositiveRateAt1Percent)}`,
      );
    }
  }
  return 0;
}

function testSets(): readonly NamedRows[] {
  return dataset.filter(({ role }) => role === 'test');
}

function closing(model: Model): AsyncDisposable & { readonly model: Model } {
  return { model, [Symbol.asyncDispose]: () => model.close() };
}
