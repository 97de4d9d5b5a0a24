import { expect, test } from 'vitest';

import { parseWeights } from './weights.ts';

const names = ['mine/old', 'mine/new'];

test('weights are read by the name of their set', () => {
  expect([...parseWeights(['mine/new=1.5', 'mine/old=2'], names)]).toEqual([
    ['mine/new', 1.5],
    ['mine/old', 2],
  ]);
});

test.each(['mine/new', 'mine/new=', 'mine/new=many', 'mine/new=0', 'mine/new=-1', 'mine/new=1=2'])(
  '%s is refused',
  (text) => {
    expect(() => parseWeights([text], names)).toThrow('SET=NUMBER is wanted');
  },
);

test('a set that is not there is refused, and those that are there are named', () => {
  expect(() => parseWeights(['other=2'], names)).toThrow('there are mine/old, mine/new');
});
