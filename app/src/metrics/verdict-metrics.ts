import { Counter, type Registry } from 'prom-client';

import { LABELS, type Label, type ModelName } from '../upstream/prediction.ts';
import { VOTES, type Vote } from '../vote.ts';

/** Stands for a model that this app's model-service has not answered with: a vote's own word makes no series. */
const OTHER_VERSION = 'other';

/** What was judged, and what people thought of it. */
export type VerdictMetrics = {
  /** Counts verdicts of one model; the model is known from then on. */
  readonly countPredictions: (model: ModelName, labels: readonly Label[]) => void;
  /** Counts a vote on the model named `name@version`; without a name the one that answered last is meant. */
  readonly countVote: (vote: Vote, model: string | undefined) => void;
};

/** Registers `predictions_total` and `feedback_total`. A model's series stand at 0 from its first answer on. */
export function createVerdictMetrics(registry: Registry): VerdictMetrics {
  const predictions = new Counter({
    name: 'predictions_total',
    help: 'Addresses judged, by verdict and model',
    labelNames: ['label', 'model', 'model_version'],
    registers: [registry],
  });
  const feedback = new Counter({
    name: 'feedback_total',
    help: 'Votes on verdicts that model-service took',
    labelNames: ['vote', 'model_version'],
    registers: [registry],
  });
  const zeroVotes = (version: string): void => {
    for (const vote of VOTES) feedback.inc({ vote, model_version: version }, 0);
  };
  zeroVotes(OTHER_VERSION);
  const versions = new Map<string, string>();
  let last: string | undefined;

  return {
    countPredictions: ({ name, version }, labels) => {
      const model = { model: name, model_version: version };
      last = `${name}@${version}`;
      if (!versions.has(last)) {
        versions.set(last, version);
        for (const label of LABELS) predictions.inc({ ...model, label }, 0);
        zeroVotes(version);
      }
      for (const label of labels) predictions.inc({ ...model, label });
    },
    countVote: (vote, model = last) => {
      const version = model === undefined ? undefined : versions.get(model);
      feedback.inc({ vote, model_version: version ?? OTHER_VERSION });
    },
  };
}
