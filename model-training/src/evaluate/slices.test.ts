import { expect, test } from 'vitest';

import { lengthName, slicesOf } from './slices.ts';

test('rows are cut by source and by the length of the canonical form', () => {
  const urls = ['https://www.a.example/', `http://b.example/${'x'.repeat(50)}`, 'c.example'];
  const rows = urls.map((url) => ({ label: 'legitimate' as const, url }));
  const slices = slicesOf({ name: 't', role: 'test', rows, sources: ['one', 'two', 'one'] });
  expect(slices.map(({ by, name, indices }) => [by, name, ...indices])).toEqual([
    ['all', 'all', 0, 1, 2],
    ['source', 'one', 0, 2],
    ['source', 'two', 1],
    ['length', '1–15', 0, 2],
    ['length', '31–60', 1],
  ]);
});

test('lengths at the borders', () => {
  expect([1, 15, 16, 30, 31, 60, 61, 120, 121, 200].map(lengthName)).toEqual([
    '1–15',
    '1–15',
    '16–30',
    '16–30',
    '31–60',
    '31–60',
    '61–120',
    '61–120',
    '121 and more',
    '121 and more',
  ]);
});
