import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Model } from '@remla-lab/model-service';

import { renderCard } from '../card/render-card.ts';
import type { NamedRows } from '../dataset/load-dataset.ts';
import { scoreSets } from './evaluate-model.ts';
import type { Figures } from './figures.ts';
import { Metrics } from './metrics-schema.ts';

/** A recomputed figure may differ from the stated one by so much: processors round the last bits differently. */
export const TOLERANCE = 0.0005;

const CHECKED = ['auc', 'truePositiveRateAt1Percent', 'truePositiveRateAt01Percent'] as const;

/** One figure, as stated and as found again. */
export interface CheckedFigure {
  readonly set: string;
  readonly figure: keyof Figures | 'card';
  readonly stated: number;
  readonly actual: number;
  readonly isSame: boolean;
}

/** Computes AUC and true-positive rates of the test sets again and holds them to the manifest, and the card to the manifest. */
export async function checkModel(
  directory: string,
  model: Model,
  dataset: readonly NamedRows[],
): Promise<readonly CheckedFigure[]> {
  const metrics = Metrics.parse(model.manifest.metrics);
  const { sets } = await scoreSets(model, dataset, 'test');
  const figures = compareFigures(metrics.sets, sets);
  const card = readFileSync(path.join(directory, 'README.md'), 'utf8');
  const isSame = card === renderCard(model.manifest, metrics);
  return [...figures, { set: 'README.md', figure: 'card', stated: 1, actual: isSame ? 1 : 0, isSame }];
}

/** Stated against actual, for every set that was scored again. */
export function compareFigures(
  stated: Readonly<Record<string, Figures>>,
  actual: Readonly<Record<string, Figures>>,
): readonly CheckedFigure[] {
  return Object.entries(actual).flatMap(([set, figures]) =>
    CHECKED.map((figure): CheckedFigure => {
      const said = stated[set]?.[figure] ?? Number.NaN;
      const isSame = Math.abs(said - figures[figure]) <= TOLERANCE;
      return { set, figure, stated: said, actual: figures[figure], isSame };
    }),
  );
}
