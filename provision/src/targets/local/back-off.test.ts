import { expect, test } from 'vitest';

import { NO_RESTARTS, nextRestart } from './back-off.ts';

test('the first restart comes at once, the next ones later and later, but never later than 10 s', () => {
  const delays: number[] = [];
  let restarts = NO_RESTARTS;
  for (let index = 0; index < 9; index++) {
    restarts = nextRestart(restarts, 100);
    delays.push(restarts.delayMs);
  }
  expect(delays).toEqual([0, 250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
});

test('a service that had lived for long begins anew', () => {
  const many = { failures: 7, delayMs: 8000 };
  expect(nextRestart(many, 30_000)).toEqual({ failures: 1, delayMs: 0 });
  expect(nextRestart(many, 29_999)).toEqual({ failures: 8, delayMs: 10_000 });
});
