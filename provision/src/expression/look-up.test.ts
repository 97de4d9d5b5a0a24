import { expect, test } from 'vitest';

import { lookUp } from './look-up.ts';

const PLACE = { file: 'a.yml', position: { line: 1, column: 1 } };
const VARIABLES = { r: { results: [{ rc: 0 }], 'odd-key': null }, name: 'x' };

test.each([
  ['name', 'x'],
  ['r.results[0].rc', 0],
  ['r.results.0.rc', 0],
  [' r["odd-key"] ', null],
  ['r.[odd-key]', null],
])('%s', (path, value) => {
  expect(lookUp(path, VARIABLES, PLACE)).toEqual({ value });
});

test.each([
  ['nam', 'undefined-name', 'did you mean `name`?'],
  ['r.reslts[0]', 'undefined-name', 'did you mean `results`?'],
  ['r.results[1]', 'undefined-name', 'known here: `0`'],
  ['name.length', 'undefined-name', undefined],
  ['a + b', 'bad-value', 'such as `result.items[0].name`'],
  ['', 'bad-value', 'such as `result.items[0].name`'],
])('refused: %s', (path, code, hint) => {
  const found = lookUp(path, VARIABLES, PLACE);
  expect('problem' in found && [found.problem.code, found.problem.hint]).toEqual([code, hint]);
});
