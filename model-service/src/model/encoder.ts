import { createVocabulary, encodeUrl, hashNgrams, ngramCapacity, SEQUENCE_LENGTH } from '@remla-lab/lib-ml';

import type { Preprocessing } from './manifest.ts';

/** What goes into the graph: `dims[0]` rows of `dims[1]` ids, row after row, as int32. */
export interface EncodedRows {
  readonly data: Int32Array;
  readonly dims: readonly [rows: number, columns: number];
}

/** Turns URLs into rows; each call gives a buffer of its own. */
export type Encoder = (urls: readonly string[]) => EncodedRows;

/** The pre-processing that a manifest asks for. @throws {RangeError} for a vocabulary or options that lib-ml refuses */
export function createEncoder(preprocessing: Preprocessing): Encoder {
  switch (preprocessing.kind) {
    case 'sequence':
      return sequenceEncoder(preprocessing.vocabulary);
    case 'ngrams':
      return ngramEncoder(preprocessing);
  }
}

function sequenceEncoder(characters: readonly string[]): Encoder {
  const vocabulary = createVocabulary(characters);
  return (urls) => {
    const data = new Int32Array(urls.length * SEQUENCE_LENGTH);
    for (const [row, url] of urls.entries()) encodeUrl(url, vocabulary, data, row * SEQUENCE_LENGTH);
    return { data, dims: [urls.length, SEQUENCE_LENGTH] };
  };
}

function ngramEncoder({
  orders,
  buckets,
  regions,
  queryLength,
}: Extract<Preprocessing, { kind: 'ngrams' }>): Encoder {
  const options = { orders, buckets, regions, ...(queryLength === undefined ? {} : { queryLength }) };
  const capacity = ngramCapacity(options);
  return (urls) => {
    const spread = new Int32Array(urls.length * capacity);
    // A URL whose canonical form is empty has no n-gram at all: one column of padding.
    let columns = 1;
    for (const [row, url] of urls.entries()) {
      columns = Math.max(columns, hashNgrams(url, options, spread, row * capacity));
    }
    return { data: packed(spread, urls.length, columns), dims: [urls.length, columns] };
  };
}

/** The first `columns` of each row, moved together in place: what lies behind a row's n-grams is 0 already. */
function packed(spread: Int32Array, rows: number, columns: number): Int32Array {
  const width = spread.length / rows;
  for (let row = 1; row < rows; row += 1)
    spread.copyWithin(row * columns, row * width, row * width + columns);
  return spread.subarray(0, rows * columns);
}
