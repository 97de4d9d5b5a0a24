import { expect, test } from 'vitest';

import { fitsSelector, selectorText } from './selector.ts';

const LABELS = { app: 'web', tier: 'a' };

test.each([
  ['app=web', true],
  ['app==web', true],
  ['app=api', false],
  ['app!=api', true],
  ['app!=web', false],
  ['none!=x', true],
  ['app', true],
  ['none', false],
  ['!none', true],
  ['!app', false],
  ['tier in (a, b)', true],
  ['tier in (b)', false],
  ['tier notin (b,c)', true],
  ['tier notin (a)', false],
  ['app=web,tier in (a,b),!none', true],
  ['app=web, tier=b', false],
  ['', true],
])('%s: %s', (selector, fits) => {
  expect(fitsSelector(LABELS, selector)).toBe(fits);
});

test('a selector of a spec as text, which says the same', () => {
  const selector = {
    matchLabels: { app: 'web' },
    matchExpressions: [
      { key: 'tier', operator: 'In', values: ['a', 'b'] },
      { key: 'old', operator: 'NotIn', values: ['c'] },
      { key: 'app', operator: 'Exists' },
      { key: 'none', operator: 'DoesNotExist' },
    ],
  };
  const text = selectorText(selector);
  expect(text).toBe('app=web,tier in (a,b),old notin (c),app,!none');
  expect(fitsSelector(LABELS, text ?? '')).toBe(true);
  expect(selectorText({})).toBeUndefined();
  expect(selectorText(undefined)).toBeUndefined();
});
