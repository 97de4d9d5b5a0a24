import { expect, test } from 'vitest';

import { normalisePath, pathOf } from './path.ts';

// What Envoy 1.40 with `normalize_path` made of them.
test.each([
  ['/', '/'],
  ['/assets/../predict', '/predict'],
  ['/assets/%2e%2e/predict', '/predict'],
  ['/assets/..%2fpredict', '/assets/..%2fpredict'],
  ['/assets/..\\predict', '/predict'],
  ['/a/../version', '/version'],
  ['/./version', '/version'],
  ['//version', '//version'],
  ['/assets//x', '/assets//x'],
  ['/%76ersion', '/version'],
  ['/assets/x%3fy', '/assets/x%3fy'],
  ['/a%20b', '/a%20b'],
  ['/%zz', '/%zz'],
  ['/..', '/'],
  ['/a/.', '/a/'],
  ['/a/b/..', '/a/'],
  ['/a/..b', '/a/..b'],
  ['/a?u=/../b', '/a?u=/../b'],
  ['/a/..?x', '/?x'],
])('%s becomes %s', (target, expected) => {
  expect(normalisePath(target)).toBe(expected);
});

test('pathOf leaves the query string out', () => {
  expect(pathOf('/a?b?c')).toBe('/a');
});
