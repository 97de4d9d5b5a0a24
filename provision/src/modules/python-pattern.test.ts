import { describe, expect, it } from 'vitest';

import { pythonPattern } from './python-pattern.ts';

describe('pythonPattern', () => {
  it.each<[string, string, readonly (string | undefined)[] | null]>([
    [String.raw`(?P<name>\w+)=(?P=name)`, 'x=y a=a', ['a=a', 'a']],
    [String.raw`\Ab`, 'a\nb', null],
    [String.raw`^b\Z`, 'a\nb', ['b']],
    ['(?i)HELLO', 'say hello', ['hello']],
    ['(?is)a.b', 'A\nB', ['A\nB']],
    [String.raw`\(?P<x`, '(P<x', ['(P<x']],
  ])('%s in %j', (pattern, text, expected) => {
    const found = pythonPattern(pattern, 'm').exec(text);

    expect(found && [...found]).toEqual(expected);
  });

  it.each(['(', '(?x)a', '[z-a]'])('refuses %s', (pattern) => {
    expect(() => pythonPattern(pattern)).toThrow(SyntaxError);
  });
});
