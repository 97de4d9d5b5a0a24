import { CANONICAL_FORM_VERSION, NGRAM_HASH_VERSION, SEQUENCE_LENGTH } from '@remla-lab/lib-ml';

import type { NamedRows } from '../dataset/load-dataset.ts';
import { provenanceOf } from '../dataset/provenance.ts';
import { type Meta, setId } from '../prepare/prepare.ts';
import type { UncalibratedDraft } from './calibrate.ts';

/** The models that training makes. */
export const MODEL_NAMES = ['lr', 'cnn'] as const;

const DESCRIPTIONS = {
  lr: 'Logistic regression over hashed character n-grams of the canonical URL, host, path and query apart.',
  cnn: 'Characters and hashed n-grams of the canonical URL under three convolutions, pooled over the host and over what is behind it; a linear model of hashed n-grams beside it. Takes character ids only: the n-grams are hashed inside the graph.',
} as const;

/** What is known of a model before it is calibrated. */
export function draftOf(
  name: (typeof MODEL_NAMES)[number],
  {
    dataset,
    meta,
    version,
    licence,
    selection,
  }: {
    dataset: readonly NamedRows[];
    meta: Meta;
    version: string;
    licence: string;
    /** How the model was chosen, for its card. */
    selection?: string | undefined;
  },
): UncalibratedDraft {
  const training = dataset.filter(({ role }) => role === 'train');
  const trainingData = training.map((set) => ({
    name: set.name,
    rows: set.rows.length,
    derivedRows: derivedRows(meta, set.name),
    ...weightOf(meta, set.name),
    ...provenanceOf(set.name),
  }));
  const shared = {
    name,
    version,
    description: DESCRIPTIONS[name],
    licence,
    created: new Date().toISOString(),
    trainingData,
    ...(selection === undefined ? {} : { selection }),
  };
  const output = { name: 'logit', type: 'float32', shape: ['batch'] } as const;
  const canonicalForm = CANONICAL_FORM_VERSION;
  switch (name) {
    case 'lr': {
      const { orders, buckets, regions = false, queryLength } = meta.ngrams;
      const query = queryLength === undefined ? {} : { queryLength };
      const cuts = { orders: [...orders], buckets, regions, ...query };
      return {
        ...shared,
        preprocessing: { kind: 'ngrams', canonicalForm, hash: NGRAM_HASH_VERSION, ...cuts },
        input: { name: 'ngrams', type: 'int32', shape: ['batch', 'ngrams'] },
        output: { ...output, shape: [...output.shape] },
      };
    }
    case 'cnn':
      return {
        ...shared,
        preprocessing: {
          kind: 'sequence',
          canonicalForm,
          length: SEQUENCE_LENGTH,
          vocabulary: [...meta.vocabulary],
        },
        input: { name: 'ids', type: 'int32', shape: ['batch', SEQUENCE_LENGTH] },
        output: { ...output, shape: [...output.shape] },
      };
  }
}

/** Only where one was given. */
function weightOf({ sets }: Meta, of: string): { weight?: number } {
  const weight = sets.find(({ name }) => name === setId(of))?.weight;
  return weight === undefined ? {} : { weight };
}

function derivedRows({ sets }: Meta, from: string): number {
  return sets.reduce((sum, set) => sum + (set.derivedFrom === from ? set.rows : 0), 0);
}
