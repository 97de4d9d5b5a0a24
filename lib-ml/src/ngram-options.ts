import { SEQUENCE_LENGTH } from './limits.ts';

/** How n-grams are cut and hashed; part of a model's manifest. */
export interface NgramOptions {
  /** Lengths of the n-grams in code points, each 1 or more, ascending, none twice. */
  readonly orders: readonly number[];
  /** Rows of the weight table, row 0 being padding: buckets are 1 … buckets − 1. At least 2, at most 2^31. */
  readonly buckets: number;
  /**
   * Host, path and query apart: no n-gram crosses from one to the next, each part hashes with a seed
   * of its own, and marks stand where a part begins (host only) and ends. @default false
   */
  readonly regions?: boolean | undefined;
  /** Code points of the canonical form that count. @default 200 */
  readonly length?: number | undefined;
  /**
   * Code points of query and fragment that count, from the `?` or `#` on, so that a long made-up query
   * cannot outweigh host and path. @default all that are within `length`
   */
  readonly queryLength?: number | undefined;
}

/** The most buckets that one URL can give: what a caller makes `out` long enough for. */
export function ngramCapacity({ orders, length = SEQUENCE_LENGTH, regions = false }: NgramOptions): number {
  const marks = regions ? 4 : 0;
  return orders.reduce((sum, order) => sum + Math.max(0, length + marks - order + 1), 0);
}

/** @throws {RangeError} naming the option that is out of range. */
export function checkNgramOptions({
  orders,
  buckets,
  length = SEQUENCE_LENGTH,
  queryLength = 0,
}: NgramOptions): void {
  const isAscending = orders.every(
    (order, index) => Number.isInteger(order) && order > (orders[index - 1] ?? 0),
  );
  if (orders.length === 0 || !isAscending)
    throw new RangeError(`orders [${orders.join(', ')}] are not ascending whole numbers`);
  if (!Number.isInteger(buckets) || buckets < 2 || buckets > 2 ** 31) {
    throw new RangeError(`buckets ${buckets} is not a whole number from 2 to 2^31`);
  }
  if (!Number.isInteger(length) || length < 1)
    throw new RangeError(`length ${length} is not a whole number above 0`);
  if (!Number.isInteger(queryLength) || queryLength < 0) {
    throw new RangeError(`queryLength ${queryLength} is not a whole number from 0 on`);
  }
}
