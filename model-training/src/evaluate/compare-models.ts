import type { NamedRows } from '../dataset/load-dataset.ts';
import type { Scored } from '../metrics/auc.ts';
import { seededRandom } from '../rows/random.ts';
import { compare, type Difference } from './compare.ts';
import { measuresOf } from './measures.ts';
import { slicesOf } from './slices.ts';

/** The scores of all test sets, by name. */
export interface ScoredModel {
  readonly scoredTests: ReadonlyMap<string, Scored>;
  readonly threshold: number;
}

const SEED = 20_260_102;

/** A model against a baseline on every slice of the tests that has rows enough. */
export function compareModels(
  tests: readonly NamedRows[],
  model: ScoredModel,
  baseline: ScoredModel,
): Difference[] {
  const measures = tests.flatMap((test) =>
    slicesOf(test).flatMap((slice) => measuresOf(slice, model.scoredTests.get(test.name)!.labels)),
  );
  const judged = (
    { scoredTests, threshold }: ScoredModel,
    test: string,
  ): { scored: Scored; threshold: number } => ({
    scored: scoredTests.get(test)!,
    threshold,
  });
  return [
    ...compare(
      measures,
      (test) => ({ model: judged(model, test), baseline: judged(baseline, test) }),
      seededRandom(SEED),
    ),
  ];
}
