import { CANONICAL_FORM_VERSION, NGRAM_HASH_VERSION, SEQUENCE_LENGTH } from '@remla-lab/lib-ml';
import { z } from 'zod';

/** The file that stands beside the model and says what it is. */
export const MANIFEST_FILE = 'manifest.json';
/** The file with the graph. */
export const MODEL_FILE = 'model.onnx';

const FileEntry = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/, { error: 'expected 64 lower-case hexadecimal digits' }),
  sizeBytes: z.int().positive(),
});

/** Ids of single characters: the tokenizer over a window of the canonical form, padded in front. */
const SequencePreprocessing = z.strictObject({
  kind: z.literal('sequence'),
  canonicalForm: z.literal(CANONICAL_FORM_VERSION),
  length: z.literal(SEQUENCE_LENGTH),
  /** Characters by their index from 2 on; 0 is padding, 1 is a character that is not listed. */
  vocabulary: z.array(z.string().min(1)).min(1).max(65_000),
});

/** Buckets of hashed character n-grams, as many as the text has; shorter rows of a batch end in 0. */
const NgramPreprocessing = z.strictObject({
  kind: z.literal('ngrams'),
  canonicalForm: z.literal(CANONICAL_FORM_VERSION),
  hash: z.literal(NGRAM_HASH_VERSION),
  orders: z.array(z.int().min(1).max(8)).min(1).max(8),
  buckets: z
    .int()
    .min(2)
    .max(2 ** 24),
  /** Whether host, path and query are hashed apart, with marks where they begin and end. */
  regions: z.boolean(),
  /** How much of query and fragment counts; all of the window where it is left out. */
  queryLength: z.int().min(0).max(SEQUENCE_LENGTH).optional(),
});

const Dimension = z.union([z.int().positive(), z.string().min(1)]);

/** One worked example of the self-test. */
const Example = z.strictObject({
  url: z.string().min(1),
  label: z.enum(['phishing', 'legitimate']),
  probability: z.number().min(0).max(1),
});

/**
 * manifest.json of a model directory, as model-training writes it and model-service reads it: strict, so that a key
 * which nobody reads is an error. Probability = sigmoid(logit / temperature); phishing iff probability >= threshold.
 */
export const ModelManifest = z.strictObject({
  schema: z.literal(1),
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/, { error: 'expected lower-case letters, digits and dashes' }),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]{1,40})?$/, { error: 'expected a semantic version' }),
  description: z.string().min(1),
  licence: z.string().min(1),
  created: z.iso.datetime(),
  files: z
    .record(z.string().regex(/^[\w][\w.-]*$/, { error: 'expected a plain file name' }), FileEntry)
    .refine((files) => MODEL_FILE in files, { error: `expected an entry for ${MODEL_FILE}` }),
  preprocessing: z.discriminatedUnion('kind', [SequencePreprocessing, NgramPreprocessing]),
  input: z.strictObject({
    name: z.string().min(1),
    type: z.literal('int32'),
    shape: z.array(Dimension).length(2),
  }),
  output: z.strictObject({
    name: z.string().min(1),
    type: z.literal('float32'),
    shape: z.array(Dimension).min(1).max(2),
  }),
  temperature: z.number().positive(),
  threshold: z.number().gt(0).lt(1),
  metrics: z.record(z.string(), z.unknown()),
  /** How this model was chosen, in sentences, where its maker says so. */
  selection: z.string().min(1).optional(),
  trainingData: z.array(
    z.looseObject({ name: z.string().min(1), licence: z.string().min(1), rows: z.int().nonnegative() }),
  ),
  examples: z.array(Example).min(6),
});
export type ModelManifest = z.infer<typeof ModelManifest>;
export type Preprocessing = ModelManifest['preprocessing'];
