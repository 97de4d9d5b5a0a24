import { expect, test } from 'vitest';

import { nearest, suggest } from './nearest.ts';

const KEYS = ['weight', 'model', 'max_tokens', 'up', 'render'];

test.each([
  ['a letter too few', 'weigt', 'weight'],
  ['two neighbours swapped', 'wieght', 'weight'],
  ['another spelling', 'maxTokens', 'max_tokens'],
  ['capitals', 'MODEL', 'model'],
  ['a short word', 'pu', 'up'],
  ['nothing near', 'colour', undefined],
  ['a single letter is near to nothing', 'z', undefined],
])('%s', (_name, word, expected) => {
  expect(nearest(word, KEYS)).toBe(expected);
});

test('what is near, else all there is, else nothing', () => {
  expect(suggest('modle', KEYS)).toBe('did you mean `model`?');
  expect(suggest('colour', ['a', 'b'])).toBe('known here: `a`, `b`');
  expect(suggest('colour', [])).toBeUndefined();
  expect(
    suggest(
      'colour',
      Array.from({ length: 13 }, (_, index) => `key${index}`),
    ),
  ).toBeUndefined();
});
