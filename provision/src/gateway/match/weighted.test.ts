import { expect, test } from 'vitest';

import { NO_OPERATIONS } from '../../routing/schema/header-operations.ts';
import { pickWeighted } from './weighted.ts';

function destination(subset: string, weight: number) {
  return { destination: { host: 'h', subset, port: 1 }, weight, headers: NO_OPERATIONS };
}

const CHOICE = [destination('a', 90), destination('none', 0), destination('b', 10)];

test.each([
  [0, 'a'],
  [0.8999, 'a'],
  [0.9, 'b'],
  [0.9999, 'b'],
])('at %d', (random, expected) => {
  expect(pickWeighted(CHOICE, () => random)?.destination.subset).toBe(expected);
});

test('without a choice nothing is drawn', () => {
  const random = () => {
    throw new Error('drawn');
  };
  expect(pickWeighted([destination('a', 100), destination('b', 0)], random)?.destination.subset).toBe('a');
  expect(pickWeighted([], random)).toBeUndefined();
});
