/** The numbers below `count`. */
export function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** `count` different numbers below `limit`, sorted; the same for the same seed (mulberry32). */
export function drawn(count: number, limit: number, seed: number): readonly number[] {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return numbers(limit)
    .map((number) => ({ number, key: next() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ number }) => number)
    .sort((a, b) => a - b);
}
