import { expect, test } from 'vitest';

import { pythonRegex } from './python-regex.ts';

/** Where a pattern is found in a text, and its groups, as Python 3.11 has them: `re.search(pattern, text)` over bytes. */
const FOUND: readonly (readonly [string, string, readonly (string | undefined)[] | undefined])[] = [
  ['a$', 'a\n', ['a']],
  ['a$', 'a\nb\n', undefined],
  ['(?m)a$', 'a\nb\n', ['a']],
  [String.raw`a\Z`, 'a\n', undefined],
  [String.raw`\Aa`, 'ba', undefined],
  ['(?m)^b', 'a\nb\n', ['b']],
  ['a.b', 'a\rb', ['a\rb']],
  ['a.b', 'a\nb', undefined],
  ['(?s)a.b', 'a\nb', ['a\nb']],
  ['(?s:a.)b.', 'a\nbc', ['a\nbc']],
  ['[]a]+', 'x]a]', [']a]']],
  ['[^]a]', 'a]x', ['x']],
  [String.raw`[a\]]+`, 'x]a', [']a']],
  [String.raw`[[:x]+`, '[:x', ['[:x']],
  ['a{,2}', 'aaa', ['aa']],
  ['a{2,}?', 'aaa', ['aa']],
  ['a{', 'a{', ['a{']],
  ['a{x}', 'a{x}', ['a{x}']],
  ['{}', '{}', ['{}']],
  [String.raw`(?P<n>a)(?P=n)`, 'aa', ['aa', 'a']],
  ['(a)|(b)', 'b', ['b', undefined, 'b']],
  [String.raw`(a)\1\1`, 'aaa', ['aaa', 'a']],
  [String.raw`\101\x42\t`, 'AB\t', ['AB\t']],
  [String.raw`\s`, '\u00a0', undefined],
  [String.raw`[\S]`, '\u00a0', ['\u00a0']],
  [String.raw`[\b]`, '\b', ['\b']],
  [String.raw`\bswap\b`, '/dev/swap x', ['swap']],
  ['(?i)PORT', 'port 22', ['port']],
  ['(?i:P)ort', 'port', ['port']],
  ['(?i)p(?-i:O)', 'po', undefined],
  ['a(?#why)b', 'ab', ['ab']],
  ['(?<=a)b', 'ab', ['b']],
  [String.raw`\$\-\/\.`, '$-/.', ['$-/.']],
  ['}]', '}]', ['}]']],
];

test.each(FOUND)('%j in %j', (pattern, text, groups) => {
  const translated = pythonRegex(pattern, { isBytes: true });
  if ('refused' in translated) throw new Error(translated.refused);
  const match = translated.regexp.exec(text);
  expect(match === null ? undefined : [...match]).toEqual(groups);
});

test('text beyond ASCII is looked for by its bytes, and has no upper case', () => {
  const latin1 = (text: string) => Buffer.from(text).toString('latin1');
  const find = (pattern: string, text: string) => {
    const translated = pythonRegex(pattern, { isBytes: true });
    return 'regexp' in translated && translated.regexp.test(latin1(text));
  };

  expect([find('^ü$', 'ü\n'), find('^..$', 'ü'), find('(?i)ü', 'Ü'), find('(?i)Ã', 'ã')]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each([
  ['a++', 'the possessive quantifier ++ is not known here'],
  ['(?>a)', '(?>a… is not known here'],
  ['(?(1)a|b)', '(?(1… is not known here'],
  ['(?x)a b', 'the flag x is not known here'],
  ['a(?i)b', 'flags such as (?i) stand at the beginning, or for a part as (?i:…)'],
  [String.raw`\q`, String.raw`\q means nothing`],
  [String.raw`[\q]`, String.raw`\q means nothing`],
  [String.raw`\1(a)`, 'there is no group 1 yet'],
  ['(a', 'Unterminated group'],
  ['a)', "Unmatched ')'"],
  ['[a', 'a `[` is not closed'],
  ['*a', 'Nothing to repeat'],
  ['a\\', 'it ends with a backslash'],
])('%s is refused', (pattern, reason) => {
  expect(pythonRegex(pattern)).toEqual({
    refused: `the regular expression \`${pattern}\` cannot be used: ${reason}`,
  });
});

test('text, with flags from outside', () => {
  const translated = pythonRegex('^b.$', { flags: 'ms' });
  expect('regexp' in translated && translated.regexp.exec('a\nbü\nc')?.[0]).toBe('bü');
});
