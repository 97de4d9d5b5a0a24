import type { Model } from '@remla-lab/model-service';

import type { NamedRows, Role } from '../dataset/load-dataset.ts';
import type { Scored } from '../metrics/auc.ts';
import { auc } from '../metrics/auc.ts';
import { flaggedShare, truePositiveRateAt } from '../metrics/operating-point.ts';
import { MUTATIONS } from '../mutations/mutations.ts';
import { seededRandom } from '../rows/random.ts';
import { type Figures, figuresOf, rounded } from './figures.ts';
import { loginPages } from './login-pages.ts';
import { measuresOf, valueOf } from './measures.ts';
import type { Metrics } from './metrics-schema.ts';
import { type ScoreCache, scoreRows } from './score-rows.ts';
import { slicesOf } from './slices.ts';
import { timeModel } from './time-model.ts';

/** All random choices of an evaluation follow from it. */
const SEED = 20_260_101;
/** Rows of the first test that are timed. */
const TIMED_ROWS = 2000;

/** The figures of a model, and its scores of each test set by name, for a comparison with another model. */
export interface Evaluation {
  readonly metrics: Omit<Metrics, 'comparison'>;
  readonly scoredTests: ReadonlyMap<string, Scored>;
}

/** The name under which the figures of all validation rows stand. */
export const VALIDATION = 'validation';

/** The figures of the sets of one role only: of the tests, what a check makes again. */
export async function scoreSets(
  model: Model,
  dataset: readonly NamedRows[],
  role: Role,
  cache: ScoreCache = new Map(),
): Promise<{ scored: Map<string, Scored>; sets: Record<string, Figures> }> {
  const all = new Map<string, Scored>();
  const sets: Record<string, Figures> = {};
  for (const { name, rows } of dataset.filter((set) => set.role === role)) {
    const scored = await scoreRows(model, rows, cache);
    all.set(name, scored);
    sets[name] = figuresOf(scored, model.manifest.threshold);
  }
  return { scored: all, sets };
}

/** Everything that a card says about a model. */
export async function evaluateModel(model: Model, dataset: readonly NamedRows[]): Promise<Evaluation> {
  const { threshold } = model.manifest;
  const cache: ScoreCache = new Map();
  const tests = dataset.filter(({ role }) => role === 'test');
  const validation = dataset.filter(({ role }) => role === 'val').flatMap(({ rows }) => rows);
  const { scored: scoredTests, sets } = await scoreSets(model, dataset, 'test', cache);
  if (validation.length > 0)
    sets[VALIDATION] = figuresOf(await scoreRows(model, validation, cache), threshold);
  const honest = loginPages([...validation, ...tests.flatMap(({ rows }) => rows)]);
  const flagged = flaggedShare(await scoreRows(model, honest, cache), { label: 0, threshold });
  const loginFigures = { rows: honest.length, flagged: honest.length === 0 ? 0 : rounded(flagged) };
  const slices = tests.flatMap((test) => sliceFigures(test, scoredTests.get(test.name)!, threshold));
  const mutations: Metrics['mutations'] = [];
  for (const test of tests) mutations.push(...(await mutationFigures(model, test, cache)));
  const millisecondsPerUrl = await timeOn(model, tests);
  const metrics = { seed: SEED, sets, slices, mutations, loginPages: loginFigures, millisecondsPerUrl };
  return { metrics, scoredTests };
}

/** The time of a model over rows of the first test. */
export async function timeOn(
  model: Model,
  tests: readonly NamedRows[],
): Promise<Metrics['millisecondsPerUrl']> {
  return timeModel(model, tests[0]?.rows.slice(0, TIMED_ROWS).map(({ url }) => url) ?? []);
}

function sliceFigures(test: NamedRows, scored: Scored, threshold: number): Metrics['slices'] {
  return slicesOf(test).flatMap((slice) => {
    if (slice.by === 'all') return [];
    const measured = measuresOf(slice, scored.labels);
    if (measured.length === 0) return [];
    const phishing = slice.indices.reduce((sum, index) => sum + scored.labels[index]!, 0);
    const values = measured.map((each) => [each.measure, rounded(valueOf(each, scored, threshold))] as const);
    const legitimate = slice.indices.length - phishing;
    const named = { test: slice.test, by: slice.by, slice: slice.name };
    return [{ ...named, legitimate, phishing, ...Object.fromEntries(values) }];
  });
}

async function mutationFigures(
  model: Model,
  test: NamedRows,
  cache: ScoreCache,
): Promise<Metrics['mutations']> {
  const figures: Metrics['mutations'] = [];
  for (const { name, mutate, isHarmless } of MUTATIONS) {
    const random = seededRandom(SEED);
    const rows = test.rows.map(({ label, url }) => ({ label, url: mutate(url, random) }));
    // Copied, so that what one mutation adds is given back with it.
    const scored = await scoreRows(model, rows, new Map(cache));
    const tpr = rounded(truePositiveRateAt(scored, 0.01));
    figures.push({
      name,
      isHarmless,
      test: test.name,
      auc: rounded(auc(scored)),
      truePositiveRateAt1Percent: tpr,
    });
  }
  return figures;
}
