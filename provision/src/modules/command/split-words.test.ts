import { expect, it } from 'vitest';

import { splitWords } from './split-words.ts';

it.each<[string, readonly string[] | undefined]>([
  ['', []],
  [' a  b\tc\n', ['a', 'b', 'c']],
  [String.raw`a\ b 'c d' "e f"`, ['a b', 'c d', 'e f']],
  [String.raw`"a\"b\\c\d" 'a\b'`, [String.raw`a"b\c\d`, String.raw`a\b`]],
  [`''x"" '' ""`, ['x', '', '']],
  ['a#b $HOME *', ['a#b', '$HOME', '*']],
  ['a "b', undefined],
  ["it's", undefined],
  ['a\\', undefined],
])('%j', (text, words) => {
  expect(splitWords(text)).toEqual(words);
});
