import { explain } from './explain/explain.ts';
import type { Explanation } from './explain/explain.ts';
import { labelOf } from './model/calibration.ts';
import type { Label } from './model/calibration.ts';
import type { QueuedScores } from './batch/task-queue.ts';
import type { ModelManifest } from './model/manifest.ts';
import type { PredictionMetrics } from './prediction-metrics.ts';
import type { Predictor } from './serving/predictor.ts';

/** What the model says about one URL. */
export interface Verdict {
  readonly label: Label;
  /** Calibrated, not rounded. */
  readonly probability: number;
}

/** Judges URLs and keeps the books; the same for every route. */
export interface Predictions {
  /** @throws {BatchError} queue-full */
  one(predictor: Predictor, url: string): Promise<Verdict>;
  /** @throws {BatchError} */
  many(predictor: Predictor, urls: readonly string[], signal: AbortSignal): Promise<readonly Verdict[]>;
  /** @throws {BatchError} */
  explain(predictor: Predictor, url: string, signal: AbortSignal): Promise<Explanation>;
}

/** Predictions that are counted in `metrics`; explanations are no predictions, only the time of their runs counts. */
export function createPredictions(metrics: PredictionMetrics): Predictions {
  function observe({ preprocessMs, runMs, queueMs }: QueuedScores): void {
    metrics.observeStage('preprocess', preprocessMs);
    metrics.observeStage('queue', queueMs);
    metrics.observeStage('run', runMs);
  }

  function toVerdict(manifest: ModelManifest, probability: number): Verdict {
    const label = labelOf(probability, manifest);
    metrics.countPrediction(manifest, label, probability);
    return { label, probability };
  }

  return {
    async one(predictor, url) {
      const scores = await predictor.one(url);
      observe(scores);
      return toVerdict(predictor.manifest, scores.probabilities[0] ?? Number.NaN);
    },
    async many(predictor, urls, signal) {
      const scores = await predictor.many(urls, signal);
      observe(scores);
      return Array.from(scores.probabilities, (probability) => toVerdict(predictor.manifest, probability));
    },
    explain: (predictor, url, signal) =>
      explain(url, async (urls) => {
        const scores = await predictor.many(urls, signal);
        observe(scores);
        return scores.probabilities;
      }),
  };
}
