import path from 'node:path';

import { loadModel } from '@remla-lab/model-service';

import { writeCard } from '../card/write-card.ts';
import type { NamedRows } from '../dataset/load-dataset.ts';
import { readManifest, writeManifest } from '../manifest/write-manifest.ts';
import { compareModels, type ScoredModel } from './compare-models.ts';
import { evaluateModel } from './evaluate-model.ts';
import type { Metrics } from './metrics-schema.ts';

/** The figures of models by directory, each but the first compared with the first. */
export async function evaluateAll(
  directories: readonly string[],
  dataset: readonly NamedRows[],
): Promise<ReadonlyMap<string, Metrics>> {
  const tests = dataset.filter(({ role }) => role === 'test');
  const all = new Map<string, Metrics>();
  let baseline: (ScoredModel & { readonly name: string }) | undefined;
  for (const directory of directories) {
    const model = await loadModel(directory);
    const { threshold } = model.manifest;
    const { metrics, scoredTests } = await evaluateModel(model, dataset);
    await model.close();
    const scored = { name: path.basename(directory), scoredTests, threshold };
    const full: Metrics =
      baseline === undefined
        ? metrics
        : {
            ...metrics,
            comparison: { baseline: baseline.name, differences: compareModels(tests, scored, baseline) },
          };
    baseline ??= scored;
    all.set(directory, full);
  }
  return all;
}

/** Puts figures into the manifest of a model directory, and writes its card. */
export function writeFigures(directory: string, metrics: Metrics): void {
  const { schema: _schema, files: _files, ...draft } = readManifest(directory);
  writeManifest(directory, { ...draft, metrics });
  writeCard(directory);
}
