import {
  canonicalize,
  createVocabulary,
  encodeLabel,
  encodeUrl,
  hashNgrams,
  ngramCapacity,
  type NgramOptions,
  SEQUENCE_LENGTH,
} from '@remla-lab/lib-ml';

import type { Row } from '../rows/read-rows.ts';

/** What the two models read of a set of rows. */
export interface Arrays {
  /** 0 legitimate, 1 phishing. */
  readonly labels: Uint8Array;
  /** A row of 200 ids each, padded in front. One byte does: vocabularies have fewer than 256 entries. */
  readonly ids: Uint8Array;
  /** The buckets of all rows, one row behind the other. */
  readonly ngrams: Int32Array;
  /** How many buckets each row has. */
  readonly ngramCounts: Int32Array;
}

/** Ids are stored in one byte. */
const MAX_VOCABULARY_SIZE = 256;

/** The arrays of a set of rows, made by the code that serves. */
export function toArrays(
  rows: readonly Row[],
  { vocabulary: characters, ngrams: options }: { vocabulary: readonly string[]; ngrams: NgramOptions },
): Arrays {
  const vocabulary = createVocabulary(characters);
  if (vocabulary.size > MAX_VOCABULARY_SIZE) {
    throw new RangeError(`a vocabulary of ${characters.length} characters is too large`);
  }
  const capacity = ngramCapacity(options);
  const labels = new Uint8Array(rows.length);
  const ids = new Uint8Array(rows.length * SEQUENCE_LENGTH);
  const ngramCounts = new Int32Array(rows.length);
  const idRow = new Int32Array(SEQUENCE_LENGTH);
  let ngrams = new Int32Array(rows.length * 200 + capacity);
  let end = 0;
  for (const [index, { label, url }] of rows.entries()) {
    const canonical = canonicalize(url);
    labels[index] = encodeLabel(label);
    encodeUrl(canonical, vocabulary, idRow);
    ids.set(idRow, index * SEQUENCE_LENGTH);
    if (end + capacity > ngrams.length) {
      const longer = new Int32Array(ngrams.length * 2);
      longer.set(ngrams);
      ngrams = longer;
    }
    const count = hashNgrams(canonical, options, ngrams, end);
    ngramCounts[index] = count;
    end += count;
  }
  return { labels, ids, ngrams: ngrams.subarray(0, end), ngramCounts };
}
