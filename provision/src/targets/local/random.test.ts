import { expect, test } from 'vitest';

import { seededRandom } from './random.ts';

const draw = (seed: number, count: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, random);
};

test('a seed repeats, another one does not', () => {
  expect(draw(7, 100)).toEqual(draw(7, 100));
  expect(draw(7, 100)).not.toEqual(draw(8, 100));
});

test('numbers are spread evenly over 0 to 1, whatever the seed', () => {
  for (const seed of [0, 1, 2, 4_294_967_295]) {
    const numbers = draw(seed, 20_000);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    const tenths = Array.from(
      { length: 10 },
      (_, tenth) => numbers.filter((n) => Math.floor(n * 10) === tenth).length,
    );
    // 2000 each; the standard deviation is 42, so that this is far beyond chance.
    expect(tenths.filter((count) => Math.abs(count - 2000) > 250)).toEqual([]);
  }
});
