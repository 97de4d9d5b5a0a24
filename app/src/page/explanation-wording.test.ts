import { expect, test } from 'vitest';

import type { Part } from './explanation.ts';
import { describeEffect, describeExplanation, nameKind } from './explanation-wording.ts';

const part = (oddsFactor: number): Part => ({ kind: 'path', text: 'a', start: 0, end: 1, oddsFactor });

test.each([
  [1.1, 'slightly raises, ×1.1'],
  [1.5, 'clearly raises, ×1.5'],
  [4, 'strongly raises, ×4.0'],
  [9.96, 'strongly raises, ×10'],
  [999, 'strongly raises, ×999'],
  [1e6, 'strongly raises, ×1000+'],
  [0.5, 'clearly lowers, ÷2.0'],
  [0.01, 'strongly lowers, ÷100'],
])('the factor %d reads: %s', (factor, words) => {
  expect(describeEffect(factor)).toBe(words);
});

test('where no part matters, the words say so', () => {
  expect(describeExplanation({ canonical: 'a', parts: [part(1.05)] })).toMatch(/^No single part decides/);
  expect(describeExplanation({ canonical: 'a', parts: [part(2)] })).toMatch(/^This is the address/);
});

test('kinds read as words', () => {
  expect(nameKind('registrable_domain')).toBe('registrable domain');
});
