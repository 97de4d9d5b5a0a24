import { expect, test } from 'vitest';

import { ANY_MATCH } from '../../routing/build/http-match.ts';
import { rewriteTarget } from './rewrite.ts';

test.each([
  ['prefix', '/a/', '/', '/a/b?c', '/b?c'],
  ['prefix', '/a', '/', '/a/b', '//b'],
  ['prefix', '/a', '/x', '/a/b?c', '/x/b?c'],
  ['prefix', '/', '/x/', '/b', '/x/b'],
  ['prefix', '/a', '/', '/a', '/'],
  ['exact', '/a', '/x', '/a?c', '/x?c'],
  ['regex', '/a.*', '/x', '/abc?c', '/x?c'],
] as const)('%s %s to %s: %s becomes %s', (kind, value, path, target, expected) => {
  const match = { ...ANY_MATCH.request, path: { kind, value, isCaseSensitive: true } };
  expect(rewriteTarget(target, { path, authority: undefined }, match)).toBe(expected);
});
