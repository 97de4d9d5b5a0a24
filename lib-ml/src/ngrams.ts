import { type CanonicalUrl, canonicalize, windowOf } from './canonical/canonicalize.ts';
import { checkNgramOptions, ngramCapacity, type NgramOptions } from './ngram-options.ts';

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
  checkNgramOptions(options);
  if (offset < 0 || offset + ngramCapacity(options) > out.length) {
    throw new RangeError(`${ngramCapacity(options)} buckets at ${offset} do not fit into ${out.length}`);
  }
  const canonical = typeof url === 'string' ? canonicalize(url) : url;
  const window = cutQuery(windowOf(canonical, options.length), canonical.queryStart, options.queryLength);
  const writer = { options, out, next: offset };
  if (options.regions === true) writeRegions(canonical, window, writer);
  else writeRegion(window, 0, writer);
  return writer.next - offset;
}

function cutQuery(window: string, queryStart: number, length: number | undefined): string {
  if (length === undefined || queryStart >= window.length) return window;
  let end = queryStart;
  for (let count = 0; count < length && end < window.length; count += 1) end += widthAt(window, end);
  return window.slice(0, end);
}

function writeRegions({ text, hostEnd, queryStart }: CanonicalUrl, window: string, writer: Writer): void {
  let from = 0;
  for (const [index, to] of [hostEnd, queryStart, text.length].entries()) {
    const isEndInside = to <= window.length;
    const part = window.slice(from, to);
    const marked = (index === 0 ? BEGIN : '') + part + (isEndInside ? END : '');
    if (part !== '') writeRegion(marked, index + 1, writer);
    from = to;
  }
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
  for (let start = 0; start < text.length; start += widthAt(text, start)) {
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

/** UTF-16 code units of the code point at an index. */
function widthAt(text: string, index: number): 1 | 2 {
  return text.codePointAt(index)! > 0xffff ? 2 : 1;
}
