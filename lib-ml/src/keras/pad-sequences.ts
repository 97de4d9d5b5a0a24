/** @see padSequences */
export interface PadOptions {
  /** Columns, 1 or more. @default the longest sequence's length */
  readonly maxlen?: number;
  /** Where the padding goes: 'pre' = before the sequence. @default 'pre' */
  readonly padding?: 'pre' | 'post';
  /** Where a longer sequence loses elements: 'pre' = at its beginning. @default 'pre' */
  readonly truncating?: 'pre' | 'post';
  /** What is padded with; its fraction is cut off, as NumPy's int32 does. @default 0 */
  readonly value?: number;
}

/** A matrix in row-major order. */
export interface PaddedSequences {
  readonly data: Int32Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * Keras' `pad_sequences` with its default dtype, int32.
 *
 * @throws {RangeError} when `maxlen` is not a whole number above 0 (Keras: an unhelpful broadcast error or,
 * for an empty list without `maxlen`, NumPy's about an empty maximum; here that list gives 0 × 0).
 */
export function padSequences(
  sequences: readonly (readonly number[])[],
  options: PadOptions = {},
): PaddedSequences {
  const { maxlen, padding = 'pre', truncating = 'pre', value = 0 } = options;
  if (maxlen !== undefined && (!Number.isInteger(maxlen) || maxlen < 1)) {
    throw new RangeError(`maxlen ${maxlen} is not a whole number above 0`);
  }
  const columns = maxlen ?? sequences.reduce((longest, { length }) => Math.max(longest, length), 0);
  const data = new Int32Array(sequences.length * columns).fill(value);
  for (const [row, sequence] of sequences.entries()) {
    const kept = Math.min(sequence.length, columns);
    const from = truncating === 'pre' ? sequence.length - kept : 0;
    const start = row * columns + (padding === 'pre' ? columns - kept : 0);
    for (let index = 0; index < kept; index += 1) data[start + index] = sequence[from + index]!;
  }
  return { data, rows: sequences.length, columns };
}
