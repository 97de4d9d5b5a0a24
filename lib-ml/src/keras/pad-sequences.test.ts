import { expect, it } from 'vitest';

import { padSequences, type PadOptions } from './pad-sequences.ts';

const SEQUENCES = [[1, 2, 3, 4, 5], [6], []];

it.each<[PadOptions, number[][]]>([
  [
    {},
    [
      [1, 2, 3, 4, 5],
      [0, 0, 0, 0, 6],
      [0, 0, 0, 0, 0],
    ],
  ],
  [
    { maxlen: 3 },
    [
      [3, 4, 5],
      [0, 0, 6],
      [0, 0, 0],
    ],
  ],
  [
    { maxlen: 3, padding: 'post' },
    [
      [3, 4, 5],
      [6, 0, 0],
      [0, 0, 0],
    ],
  ],
  [
    { maxlen: 3, truncating: 'post', value: -1.7 },
    [
      [1, 2, 3],
      [-1, -1, 6],
      [-1, -1, -1],
    ],
  ],
])('pads and cuts: %j', (options, rows) => {
  expect(padSequences(SEQUENCES, options)).toEqual({
    data: Int32Array.from(rows.flat()),
    rows: 3,
    columns: rows[0]!.length,
  });
});

it('makes an empty matrix of nothing', () => {
  expect(padSequences([])).toEqual({ data: new Int32Array(0), rows: 0, columns: 0 });
  expect(padSequences([[], []])).toEqual({ data: new Int32Array(0), rows: 2, columns: 0 });
});

it.each([0, -1, 1.5, NaN])('refuses maxlen %j', (maxlen) => {
  expect(() => padSequences(SEQUENCES, { maxlen })).toThrow(RangeError);
});
