import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalize, windowOf } from './canonical/canonicalize.ts';
import { ngramCapacity, type NgramOptions } from './ngram-options.ts';
import { hashNgrams } from './ngrams.ts';

const OPTIONS: NgramOptions = { orders: [2, 3, 4, 5], buckets: 1 << 20 };
const REGIONS: NgramOptions = { ...OPTIONS, regions: true };

function bucketsOf(url: string, options: NgramOptions): number[] {
  const out = new Int32Array(ngramCapacity(options)).fill(-1);
  return Array.from(out.subarray(0, hashNgrams(url, options, out)));
}

/** The documented formula with big integers, n-gram by n-gram: what somebody else would write from it. */
function bucketOf(ngram: string, region: number, buckets: number): number {
  const low = (value: bigint): bigint => BigInt.asUintN(32, value);
  let hash = 0x811c9dc5n ^ low(BigInt(region) * 0x9e3779b1n);
  for (const character of ngram) hash = low((hash ^ BigInt(character.codePointAt(0)!)) * 0x01000193n);
  hash = low((hash ^ (hash >> 16n)) * 0x85ebca6bn);
  hash = low((hash ^ (hash >> 13n)) * 0xc2b2ae35n);
  return 1 + Number((hash ^ (hash >> 16n)) % BigInt(buckets - 1));
}

function expected(
  parts: readonly (readonly [text: string, region: number])[],
  options: NgramOptions,
): number[] {
  return parts.flatMap(([text, region]) => {
    const characters = Array.from(text);
    return characters.flatMap((_, start) =>
      options.orders
        .filter((order) => start + order <= characters.length)
        .map((order) => bucketOf(characters.slice(start, start + order).join(''), region, options.buckets)),
    );
  });
}

describe('hashNgrams', () => {
  it('follows the documented formula', () => {
    const url = fc.oneof(
      fc.webUrl({ withQueryParameters: true }),
      fc.string({ unit: 'binary', maxLength: 250 }),
    );
    const options = fc.record({
      orders: fc.constantFrom([1], [3], [2, 3, 4, 5], [1, 7]),
      buckets: fc.constantFrom(2, 1000, 1 << 20, 2 ** 31),
    });
    fc.assert(
      fc.property(url, options, (text, chosen) => {
        const window = windowOf(canonicalize(text));
        expect(bucketsOf(text, chosen)).toEqual(expected([[window, 0]], chosen));
      }),
      { numRuns: 200 },
    );
  });

  it('does not change from release to release', () => {
    expect(bucketsOf('https://www.example.com/', { orders: [3], buckets: 1 << 20 })).toMatchSnapshot('plain');
    expect(bucketsOf('http://a.example/b?c', { ...REGIONS, orders: [3] })).toMatchSnapshot('regions');
  });

  it('hashes host, path and query apart, with marks at their ends', () => {
    expect(bucketsOf('http://é.example:81/a/b?c=1#d', REGIONS)).toEqual(
      expected(
        [
          ['\u0002xn--9ca.example:81\u0003', 1],
          ['/a/b\u0003', 2],
          ['?c=1#d\u0003', 3],
        ],
        REGIONS,
      ),
    );
    expect(bucketsOf('mailto:a', REGIONS)).toEqual(expected([['mailto:a\u0003', 2]], REGIONS));
  });

  it.each([
    [
      189,
      '/'.padEnd(190, 'a'),
      [
        ['\u0002a.example\u0003', 1],
        ['/'.padEnd(190, 'a') + '\u0003', 2],
      ],
    ],
    [
      190,
      '/'.padEnd(192, 'a'),
      [
        ['\u0002a.example\u0003', 1],
        ['/'.padEnd(191, 'a'), 2],
      ],
    ],
    [
      0,
      '/b?' + 'c'.repeat(300),
      [
        ['\u0002a.example\u0003', 1],
        ['/b\u0003', 2],
        ['?' + 'c'.repeat(188), 3],
      ],
    ],
  ] as const)('marks no end that the window does not hold (%#)', (_, rest, parts) => {
    expect(bucketsOf(`a.example${rest}`, REGIONS)).toEqual(expected(parts, REGIONS));
  });

  it.each([
    [0, []],
    [1, [['?', 3]]],
    [4, [['?c=1', 3]]],
    [5, [['?c=1#\u0003', 3]]],
    [9, [['?c=1#\u0003', 3]]],
  ] as const)('lets only %i code points of the query count', (queryLength, query) => {
    const options = { ...REGIONS, queryLength };
    // The fragment is one character that the bare end does not take away.
    const text = 'a.example/b?c=1é';
    const parts = query.map(([part, region]) => [part.replace('#', 'é'), region] as const);

    expect(bucketsOf(text, options)).toEqual(
      expected([['\u0002a.example\u0003', 1], ['/b\u0003', 2], ...parts], options),
    );
  });

  it('gives host and path the same n-grams whatever is appended as a query', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9&=]{1,200}$/), (padding) => {
        const options = { ...REGIONS, queryLength: 0 };
        expect(bucketsOf(`a.example/login?${padding}`, options)).toEqual(
          bucketsOf('a.example/login', options),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('never writes more than the capacity, padding or outside of its place', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.boolean(), (text, regions) => {
        const options = { ...OPTIONS, regions, buckets: 7 };
        const buckets = bucketsOf(text, options);
        expect(buckets.every((bucket) => bucket >= 1 && bucket <= 6)).toBe(true);
      }),
      { numRuns: 300 },
    );
    const out = new Int32Array(ngramCapacity(OPTIONS) + 5).fill(-1);
    const count = hashNgrams(canonicalize('a.example'), OPTIONS, out, 5);

    expect(Array.from(out.subarray(0, 5))).toEqual([-1, -1, -1, -1, -1]);
    expect(Array.from(out.subarray(5, 5 + count))).toEqual(bucketsOf('a.example', OPTIONS));
    expect(out.subarray(5 + count).every((bucket) => bucket === -1)).toBe(true);
  });

  it.each<Partial<NgramOptions>>([
    { orders: [] },
    { orders: [3, 2] },
    { orders: [2, 2] },
    { orders: [0] },
    { orders: [1.5] },
    { buckets: 1 },
    { buckets: 2.5 },
    { buckets: 2 ** 31 + 1 },
    { length: 0 },
    { queryLength: -1 },
  ])('refuses %j', (wrong) => {
    expect(() => hashNgrams('a.example', { ...OPTIONS, ...wrong }, new Int32Array(1000))).toThrow(RangeError);
  });

  it('refuses an output that is too short', () => {
    const length = ngramCapacity(OPTIONS);

    expect(() => hashNgrams('a', OPTIONS, new Int32Array(length - 1))).toThrow(RangeError);
    expect(() => hashNgrams('a', OPTIONS, new Int32Array(length), 1)).toThrow(RangeError);
  });
});
