import {
  createTokenizer,
  fitOnTexts,
  type PadOptions,
  padSequences,
  readTokenizerJson,
  textsToSequences,
  tokenizerToJson,
} from '../src/index.ts';

/** What make-golden.py writes. */
export interface Golden {
  readonly library: string;
  readonly cases: readonly GoldenCase[];
}

interface GoldenCase {
  readonly name: string;
  readonly options: { readonly lower?: boolean; readonly oov_token?: string; readonly num_words?: number };
  readonly fitted: readonly (readonly string[])[];
  /** The original's to_json(). */
  readonly json: string;
  readonly texts: readonly string[];
  readonly sequences: readonly (readonly number[])[];
  readonly padded: readonly {
    readonly options: PadOptions;
    readonly shape: readonly [number, number];
    readonly rows: readonly (readonly number[])[];
  }[];
}

/** How many texts were compared, and a line for each answer of ours that is not the original's. */
export interface Comparison {
  readonly texts: number;
  readonly differences: readonly string[];
}

/** Fits, encodes and pads as the original did, and compares every number and the tokenizer's JSON. */
export function compareGolden(golden: Golden): Comparison {
  return {
    texts: golden.cases.reduce((sum, { texts }) => sum + texts.length, 0),
    differences: golden.cases.flatMap(compareCase),
  };
}

function compareCase(golden: GoldenCase): string[] {
  const { lower = true, oov_token: oovToken = null, num_words: numWords = null } = golden.options;
  const unfitted = createTokenizer({ lower, oovToken, numWords });
  const tokenizer = golden.fitted.reduce(fitOnTexts, unfitted);
  const sequences = textsToSequences(tokenizer, golden.texts);
  const read = textsToSequences(readTokenizerJson(golden.json), golden.texts);
  const where = `case ${golden.name}`;
  return [
    ...(tokenizerToJson(tokenizer) === golden.json ? [] : [`${where}: another to_json()`]),
    ...compareRows(`${where}, fitted here`, sequences, golden),
    ...compareRows(`${where}, read from JSON`, read, golden),
    ...golden.padded.flatMap((padded) => comparePadded(where, sequences, padded)),
  ];
}

function compareRows(where: string, ours: readonly (readonly number[])[], golden: GoldenCase): string[] {
  return golden.sequences.flatMap((sequence, row) =>
    isSame(sequence, ours[row] ?? []) ? [] : [`${where}: text ${row}, ${JSON.stringify(golden.texts[row])}`],
  );
}

function comparePadded(
  where: string,
  sequences: readonly (readonly number[])[],
  { options, shape, rows }: GoldenCase['padded'][number],
): string[] {
  const ours = padSequences(sequences, options);
  const how = `${where}, padded ${JSON.stringify(options)}`;
  if (!isSame([ours.rows, ours.columns], shape)) return [`${how}: shape ${ours.rows} × ${ours.columns}`];
  return rows.flatMap((row, index) =>
    isSame(row, ours.data.subarray(index * ours.columns, (index + 1) * ours.columns))
      ? []
      : [`${how}: row ${index}`],
  );
}

function isSame(left: ArrayLike<number>, right: ArrayLike<number>): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) if (left[index] !== right[index]) return false;
  return true;
}
