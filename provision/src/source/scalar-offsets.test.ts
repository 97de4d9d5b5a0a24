import { isDeepStrictEqual } from 'node:util';

import { assert, constantFrom, pre, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { Document, Scalar } from 'yaml';
import { z } from 'zod';

import { parseYaml } from './yaml.ts';

/** Where each character of the value under `key` is written, as line:column. */
function placesOf(text: string): string[] {
  const { document } = parseYaml({ file: 'a.yml', text });
  const { within } = document?.find(['key']) ?? {};
  const { key } = z.object({ key: z.string() }).parse(document?.value);
  return key.split('').map((_unit, index) => {
    const at = within?.(index);
    return `${at?.line}:${at?.column}`;
  });
}

test.each([
  ['plain', 'key: abc', 'abc', '1:6 1:7 1:8'],
  ['plain over two lines', 'key: ab\n  cd', 'ab cd', '1:6 1:7 1:8 2:3 2:4'],
  ['plain with an empty line', 'key: a\n\n  b', 'a\nb', '1:6 1:7 3:3'],
  ['single quotes', "key: 'a''b'", "a'b", '1:7 1:8 1:10'],
  ['single quotes over two lines', "key: 'a\n  b'", 'a b', '1:7 1:8 2:3'],
  ['double quotes', 'key: "a\\"\\u00e9b"', 'a"éb', '1:7 1:8 1:10 1:16'],
  ['a character beyond 16 bits', 'key: "\\U0001f600x"', '😀x', '1:7 1:7 1:17'],
  ['double quotes with a line that goes on', 'key: "a\\\n   b"', 'ab', '1:7 2:4'],
  ['a block', 'key: |\n  ab\n   c\n', 'ab\n c\n', '2:3 2:4 2:5 3:3 3:4 3:5'],
  ['a block with an empty line', 'key: |\n  a\n\n  b\n', 'a\n\nb\n', '2:3 2:4 3:1 4:3 4:4'],
  ['a block without its last line break', 'key: |-\n  ab\n', 'ab', '2:3 2:4'],
  ['a folded block', 'key: >\n  a\n  b\n', 'a b\n', '2:3 2:4 3:3 3:4'],
])('%s', (_name, text, value, places) => {
  const { document } = parseYaml({ file: 'a.yml', text });
  expect(document?.value).toEqual({ key: value });
  // Line breaks may be shown at the end of their line or at its beginning: nobody puts a caret there.
  const shown = placesOf(text).filter((_place, index) => value[index] !== '\n');
  const expected = places.split(' ').filter((_place, index) => value[index] !== '\n');
  expect(shown.slice(0, expected.length)).toEqual(expected);
});

test('whatever the text and its style, each letter is found where it is written', () => {
  const texts = string({
    unit: constantFrom('a', 'b', "'", '"', '{', ' ', '\n', '\\', ':', 'é'),
    maxLength: 40,
  });
  const styles = constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED');
  assert(
    property(texts, styles, (value, style) => {
      const document = new Document({ list: [{ key: 0 }] });
      const scalar = new Scalar(value);
      scalar.type = style;
      document.setIn(['list', 0, 'key'], scalar);
      const text = document.toString();
      const { document: read } = parseYaml({ file: 'a.yml', text });
      // The library's writer has texts that its own reader takes for something else (`: ` at the end of a plain line).
      pre(isDeepStrictEqual(read?.value, { list: [{ key: value }] }));
      const { within } = read?.find(['list', 0, 'key']) ?? {};
      const lines = text.split('\n');
      for (const [index, character] of value.split('').entries()) {
        if (!/[ab]/.test(character)) continue;
        const { line = 0, column = 0 } = within?.(index) ?? {};
        expect(lines[line - 1]?.[column - 1]).toBe(character);
      }
    }),
  );
});
