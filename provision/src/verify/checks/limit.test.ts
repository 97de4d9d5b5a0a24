import { expect, test } from 'vitest';

import type { BurstFindings } from '../../traffic/burst.ts';
import { linesOf } from '../testing/judge.ts';
import { checkLimit } from './limit.ts';

const HELD: BurstFindings = {
  limit: { tokens: 20, refillMs: 3_000, isPerClient: true, userHeader: 'x-user-id' },
  served: 20,
  isCountHeld: true,
  refusal: {},
  isOtherServed: true,
  isTokenBack: true,
  isHeld: true,
};

test('a limit that holds', () => {
  expect(checkLimit(HELD, 'MEND')).toEqual({
    state: 'ok',
    details: 'request 21 was refused, another client was not, one token back after 3 s',
  });
});

test.each<[string, Partial<BurstFindings>, string]>([
  [
    'none at all',
    { served: 25, isCountHeld: false, refusal: undefined },
    '25 requests at once were served and none refused, lab.yml says 20',
  ],
  ['another one', { served: 50, isCountHeld: false }, 'request 51 was refused, lab.yml says 21'],
  [
    'one for all clients',
    { isOtherServed: false },
    'another client was refused meanwhile: the bucket is not its own',
  ],
  ['no refill', { isTokenBack: false }, 'after 3 s it was not as if one token had come back'],
])('%s', (_name, seen, expected) => {
  expect(linesOf(checkLimit({ ...HELD, ...seen, isHeld: false }, 'MEND'))).toEqual([expected]);
});
