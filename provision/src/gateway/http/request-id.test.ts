import { expect, test } from 'vitest';

import { requestIdOf } from './request-id.ts';

test.each([
  ['mine', 'mine'],
  [undefined, 'made'],
  ['', 'made'],
  ['two words', 'made'],
  ['x'.repeat(129), 'made'],
])('%j', (given, expected) => {
  expect(requestIdOf(given, () => 'made')).toBe(expected);
});
