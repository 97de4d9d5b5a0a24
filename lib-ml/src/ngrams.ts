import { type CanonicalUrl, canonicalize, windowOf } from './canonical/canonicalize.ts';
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
  readonly regions?: boolean;
  /** Code points of the canonical form that count. @default 200 */
  readonly length?: number;
}

/** Stands before the host; cannot occur in a canonical form. */
const BEGIN = '\u0002';
/** Stands behind a part that ends inside the window; cannot occur in a canonical form. */
const END = '\u0003';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** Spreads the seeds of the regions: 2^32 divided by the golden ratio. */
const GOLDEN = 0x9e3779b1;

/** The finaliser of MurmurHash3 (Austin Appleby, public domain): every input bit reaches every output bit. */
function avalanche(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The most buckets that one URL can give: what a caller makes `out` long enough for. */
export function ngramCapacity({ orders, length = SEQUENCE_LENGTH, regions = false }: NgramOptions): number {
  const marks = regions ? 4 : 0;
  return orders.reduce((sum, order) => sum + Math.max(0, length + marks - order + 1), 0);
}

/**
 * Writes the buckets of a URL's character n-grams into `out[offset…]`, each occurrence once, in the
 * order of their beginnings, and returns how many there are. What lies behind them is left as it is:
 * a caller who pads a batch writes the zeros.
 *
 * hash of an n-gram c₁…cₙ of region r (0 without regions; 1 host, 2 path, 3 query and fragment), all
 * in 32 bits: h = 0x811c9dc5 xor (r · 0x9e3779b1); for each code point h = (h xor c) · 0x01000193 (FNV-1a over
 * code points rather than bytes); then MurmurHash3's finaliser; bucket = 1 + h mod (buckets − 1).
 *
 * @throws {RangeError} for orders or buckets out of range, or an `out` shorter than `ngramCapacity` from `offset` on.
 */
export function hashNgrams(
  url: string | CanonicalUrl,
  options: NgramOptions,
  out: Int32Array,
  offset = 0,
): number {
  checkOptions(options);
  if (offset < 0 || offset + ngramCapacity(options) > out.length) {
    throw new RangeError(`${ngramCapacity(options)} buckets at ${offset} do not fit into ${out.length}`);
  }
  const canonical = typeof url === 'string' ? canonicalize(url) : url;
  const window = windowOf(canonical, options.length);
  const writer = { options, out, next: offset };
  if (options.regions !== true) {
    writeRegion(window, 0, writer);
    return writer.next - offset;
  }
  const hostEnd = Math.min(canonical.hostEnd, window.length);
  const pathEnd = Math.min(canonical.queryStart, window.length);
  const isWhole = window.length === canonical.text.length;
  const part = (from: number, to: number): string =>
    window.slice(from, to) + (to < window.length || isWhole ? END : '');
  if (hostEnd > 0) writeRegion(BEGIN + part(0, hostEnd), 1, writer);
  if (pathEnd > hostEnd) writeRegion(part(hostEnd, pathEnd), 2, writer);
  if (window.length > pathEnd) writeRegion(part(pathEnd, window.length), 3, writer);
  return writer.next - offset;
}

interface Writer {
  readonly options: NgramOptions;
  readonly out: Int32Array;
  next: number;
}

function writeRegion(text: string, region: number, writer: Writer): void {
  const { orders, buckets } = writer.options;
  const longest = orders[orders.length - 1]!;
  const seed = FNV_OFFSET ^ Math.imul(region, GOLDEN);
  for (let start = 0; start < text.length; start += text.codePointAt(start)! > 0xffff ? 2 : 1) {
    let hash = seed;
    let orderIndex = 0;
    let index = start;
    for (let size = 1; size <= longest && index < text.length; size += 1) {
      const codePoint = text.codePointAt(index)!;
      index += codePoint > 0xffff ? 2 : 1;
      hash = Math.imul(hash ^ codePoint, FNV_PRIME);
      if (size === orders[orderIndex]) {
        writer.out[writer.next] = 1 + (avalanche(hash) % (buckets - 1));
        writer.next += 1;
        orderIndex += 1;
      }
    }
  }
}

function checkOptions({ orders, buckets, length = SEQUENCE_LENGTH }: NgramOptions): void {
  const isAscending = orders.every((order, index) => Number.isInteger(order) && order > (orders[index - 1] ?? 0));
  if (orders.length === 0 || !isAscending) throw new RangeError(`orders [${orders.join(', ')}] are not ascending whole numbers`);
  if (!Number.isInteger(buckets) || buckets < 2 || buckets > 2 ** 31) {
    throw new RangeError(`buckets ${buckets} is not a whole number from 2 to 2^31`);
  }
  if (!Number.isInteger(length) || length < 1) throw new RangeError(`length ${length} is not a whole number above 0`);
}
