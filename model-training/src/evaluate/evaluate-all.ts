import path from 'node:path';

import { loadModel } from '@remla-lab/model-service';

import { writeCard } from '../card/write-card.ts';
import type { NamedRows } from '../dataset/load-dataset.ts';
import { writeManifest } from '../manifest/write-manifest.ts';
import { compareModels, type ScoredModel } from './compare-models.ts';
import { evaluateModel } from './evaluate-model.ts';
import type { Metrics } from './metrics-schema.ts';

/** Evaluates models, each but the first against the first, and writes their figures into manifests and cards. */
export async function evaluateAll(
  directories: readonly string[],
  dataset: readonly NamedRows[],
): Promise<ReadonlyMap<string, Metrics>> {
  const tests = dataset.filter(({ role }) => role === 'test');
  const all = new Map<string, Metrics>();
  let baseline: (ScoredModel & { readonly name: string }) | undefined;
  for (const directory of directories) {
    const model = await loadModel(directory);
    const { schema: _schema, files: _files, ...draft } = model.manifest;
    const { metrics, scoredTests } = await evaluateModel(model, dataset);
    await model.close();
    const scored = { name: path.basename(directory), scoredTests, threshold: draft.threshold };
    const full: Metrics =
      baseline === undefined
        ? metrics
        : {
            ...metrics,
            comparison: { baseline: baseline.name, differences: compareModels(tests, scored, baseline) },
          };
    baseline ??= scored;
    writeManifest(directory, { ...draft, metrics: full });
    writeCard(directory);
    all.set(scored.name, full);
  }
  return all;
}
