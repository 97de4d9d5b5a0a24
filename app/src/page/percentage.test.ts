import { expect, test } from 'vitest';

import { formatProbability } from './percentage.ts';

test.each([
  [0, '<0.1%'],
  [0.00099, '<0.1%'],
  [0.001, '0.1%'],
  [0.0312, '3.1%'],
  [0.5, '50.0%'],
  [0.9724, '97.2%'],
  [0.999, '99.9%'],
  [0.99901, '>99.9%'],
  [1, '>99.9%'],
])('the probability %d reads %s', (probability, text) => {
  expect(formatProbability(probability)).toBe(text);
});
