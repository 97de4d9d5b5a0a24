import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

import type { Label } from './model/calibration.ts';
import type { ModelManifest } from './model/manifest.ts';

export type Vote = 'agree' | 'disagree';
export type Stage = 'preprocess' | 'queue' | 'run';

/** From 50 µs on: one URL takes 20 µs to encode and well under a millisecond to run. */
const STAGE_BUCKETS_SECONDS = [
  0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5,
];
/** Denser at the ends, where a classifier's probabilities lie and where thresholds are set. */
const SCORE_BUCKETS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1];

/** The model_version of feedback on a model that this instance does not serve. */
const OTHER_VERSION = 'other';

/** The model's metrics; every label has a closed set of values. */
export interface PredictionMetrics {
  /** Makes the series of a model stand at 0 before the first prediction. */
  addModel(manifest: ModelManifest): void;
  countPrediction(manifest: ModelManifest, label: Label, probability: number): void;
  observeStage(stage: Stage, durationMs: number): void;
  /** `ratedModel` is the caller's word, `name@version`; without it the served model is meant. */
  countFeedback(vote: Vote, served: ModelManifest | undefined, ratedModel: string | undefined): void;
}

/** Registers the model's metrics. `readQueueDepth` is asked when scraped. */
export function createPredictionMetrics(registry: Registry, readQueueDepth: () => number): PredictionMetrics {
  const registers = [registry];
  const predictions = new Counter({
    name: 'predictions_total',
    help: 'URLs judged, by verdict and model',
    labelNames: ['label', 'model', 'model_version'],
    registers,
  });
  const durations = new Histogram({
    name: 'predict_duration_seconds',
    help: 'Time of a prediction request by stage: preprocess, queue (batches) and run',
    labelNames: ['stage'],
    buckets: STAGE_BUCKETS_SECONDS,
    registers,
  });
  const scores = new Histogram({
    name: 'prediction_score',
    help: 'Calibrated probabilities of phishing',
    labelNames: ['model'],
    buckets: SCORE_BUCKETS,
    registers,
  });
  const feedback = new Counter({
    name: 'feedback_total',
    help: 'Votes on verdicts',
    labelNames: ['vote', 'model_version'],
    registers,
  });
  void new Gauge({
    name: 'queue_depth',
    help: 'URLs of batches that wait for a worker',
    registers,
    collect() {
      this.set(readQueueDepth());
    },
  });
  for (const stage of ['preprocess', 'queue', 'run']) durations.zero({ stage });
  return {
    addModel({ name, version }) {
      scores.zero({ model: name });
      for (const label of ['phishing', 'legitimate']) {
        predictions.inc({ label, model: name, model_version: version }, 0);
      }
      for (const vote of ['agree', 'disagree']) {
        for (const model_version of [version, OTHER_VERSION]) feedback.inc({ vote, model_version }, 0);
      }
    },
    countPrediction({ name, version }, label, probability) {
      predictions.inc({ label, model: name, model_version: version });
      scores.observe({ model: name }, probability);
    },
    observeStage: (stage, durationMs) => durations.observe({ stage }, durationMs / 1000),
    countFeedback(vote, served, ratedModel) {
      const own = served === undefined ? undefined : `${served.name}@${served.version}`;
      const isOwn = own !== undefined && (ratedModel === undefined || ratedModel === own);
      feedback.inc({ vote, model_version: isOwn ? (served?.version ?? OTHER_VERSION) : OTHER_VERSION });
    },
  };
}
