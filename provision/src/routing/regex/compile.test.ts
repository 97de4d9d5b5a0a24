import { describe, expect, test } from 'vitest';

import { compileRegex } from './compile.ts';

function accepts(pattern: string, text: string): boolean {
  const compiled = compileRegex(pattern);
  if ('error' in compiled) throw new Error(compiled.error);
  return compiled.regex.test(text);
}

test.each([
  ['a|b', 'b', true],
  ['a|b', 'ab', false],
  ['a', 'xa', false],
  ['(^|.*; )v=1(;.*|$)', 'x=2; v=1; y', true],
  ['(^|.*; )v=1(;.*|$)', 'v=12', false],
  [String.raw`(.*;\s*)?v=1(\s*;.*)?`, 'x=2;v=1', true],
  [String.raw`(.*;\s*)?v=1(\s*;.*)?`, 'xv=1', false],
  [String.raw`/favicon\.ico`, '/faviconXico', false],
  [String.raw`\/a\-b\_c`, '/a-b_c', true],
  ['[^?#%]*', '/a/b.js', true],
  [String.raw`[^?#%\\]*`, 'a\\b', false],
  ['[]a]+', ']a', true],
  ['[[:digit:]]{2,3}', '123', true],
  ['[[:digit:]]{2,3}', '1', false],
  [String.raw`\x41\x{42}`, 'AB', true],
  ['(?P<name>a)', 'a', true],
  ['(?i)ABC', 'abc', true],
  ['a{2}', 'aa', true],
  ['{a}', '{a}', true],
  [String.raw`\Aab\z`, 'ab', true],
  [String.raw`\S+`, 'a b', false],
  ['.', '\n', false],
  ['(?s).', '\n', true],
])('%s accepts %j: %s', (pattern, text, expected) => {
  expect(accepts(pattern, text)).toBe(expected);
});

describe('what RE2 refuses is refused', () => {
  test.each([
    ['(?=a)', 'RE2 has no group that begins with `(?=`'],
    ['(?!a)', 'RE2 has no group that begins with `(?!`'],
    ['(?<=a)b', 'RE2 has no group that begins with `(?<`'],
    [String.raw`(a)\1`, String.raw`RE2 has no back-reference ${'`\\1`'}`],
    ['a++', 'RE2 has no repetition `++`'],
    ['a**', 'RE2 has no repetition `**`'],
    ['a{1001}', 'RE2 repeats at most 1000 times'],
    ['[[:nonsense:]]', 'RE2 has no class `[:nonsense:]`'],
    [String.raw`\pN`, String.raw`the escape ${'`\\p`'} is not known here`],
    ['(a', 'unterminated group'],
    ['*', 'nothing to repeat'],
    ['a)', "unmatched ')'"],
  ])('%s', (pattern, error) => {
    expect(compileRegex(pattern)).toEqual({ error });
  });
});
