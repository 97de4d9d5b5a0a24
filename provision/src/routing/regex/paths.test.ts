import { expect, test } from 'vitest';

import { compileRegex } from './compile.ts';
import { regexOfPaths } from './paths.ts';

const PATHS = ['/assets/*', '/favicon.ico', '/api/v1/health'];

function isFree(target: string, paths: readonly string[] = PATHS): boolean {
  const compiled = compileRegex(regexOfPaths(paths));
  return 'regex' in compiled && compiled.regex.test(target);
}

test('the expression is what one would write by hand', () => {
  expect(regexOfPaths(PATHS)).toBe(String.raw`(/assets/[^?#%\\]*|/favicon\.ico|/api/v1/health)(\?.*)?`);
});

test.each(['/assets/', '/assets/page.js', '/assets/a/b.css', '/favicon.ico', '/api/v1/health'])(
  '%s is free',
  (path) => {
    expect(isFree(path)).toBe(true);
    expect(isFree(`${path}?v=1&u=/x`)).toBe(true);
  },
);

test.each([
  '/',
  '/assets',
  '/faviconXico',
  '/api/v1/healthy',
  '/predict',
  '/x?/assets/a',
  '/x/assets/a',
  '/assets/..%2fpredict',
])('%s costs a token', (path) => {
  expect(isFree(path)).toBe(false);
});

test('without free paths none is free, and the expression is not empty (Envoy refuses that)', () => {
  expect(regexOfPaths([])).not.toBe('');
  expect(isFree('/', [])).toBe(false);
});
