import { expect, test } from 'vitest';

import { bytesText, durationText } from './duration-text.ts';
import { clip, fill, oneLine, printable } from './printable.ts';
import { shorten } from './result-lines.ts';

test.each([
  [0.4, '0 ms'],
  [994, '994 ms'],
  [996, '1.0 s'],
  [59_900, '59.9 s'],
  [59_960, '1 min 00 s'],
  [3_599_400, '59 min 59 s'],
  [3_600_000, '1 h 00 min'],
  [5_400_000, '1 h 30 min'],
])('%d ms: %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [209_715_200, '210 MB'],
  [1e13, '10.0 TB'],
])('%d bytes: %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

test('a text is cut by the cells of a terminal, not by its characters', () => {
  expect([clip('abcdef', 4), clip('abcd', 4), clip('名前名前', 5), clip('x', 0)]).toEqual([
    'abc…',
    'abcd',
    '名前…',
    '',
  ]);
  expect(fill('名', 4)).toBe('名  ');
});

test('what machines print is made harmless', () => {
  expect(printable('a\r\nb\u001b[31mc\u0000')).toBe('a\nbc\ufffd');
  expect(oneLine(' a\n\tb ')).toBe('a b');
});

test('long texts lose their middle, and say so', () => {
  const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`);
  const short = shorten(lines.join('\n')).split('\n');
  expect([short.length, short[30], short.at(-1)]).toEqual([
    61,
    '… 40 lines left out, events.jsonl has them …',
    'line 99',
  ]);
  expect(shorten('x'.repeat(30_000))).toContain('10000 characters left out');
});
