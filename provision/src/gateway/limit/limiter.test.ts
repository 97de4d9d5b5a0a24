import { expect, test } from 'vitest';

import type { RateLimit } from '../../routing/build/rate-limit.ts';
import { readHead } from '../match/request-head.ts';
import { renderedLab, tableOf } from '../testing/rendered-lab.ts';
import { Limiter } from './limiter.ts';

async function limitOf(overlay?: string): Promise<RateLimit> {
  const { rateLimit } = tableOf(await renderedLab(overlay));
  if (!rateLimit) throw new Error('there is no limit');
  return rateLimit;
}

function limiterOf(limit: RateLimit, random = () => 0) {
  const limiter = new Limiter(limit, { random, nowMs: 0 });
  /** Asks so many times; how many were allowed, and the headers of the last answer. */
  return (
    target: string,
    headers: readonly string[] = [],
    { times = 1, address = '10.0.0.1', nowMs = 0 } = {},
  ) => {
    const head = readHead('GET', target, ['host', 'a.test', ...headers]);
    if (typeof head === 'string') throw new Error(head);
    const verdicts = Array.from({ length: times }, () => limiter.decide(head, address, nowMs));
    return {
      allowed: verdicts.filter(({ isAllowed }) => isAllowed).length,
      headers: verdicts.at(-1)?.headers.map(([, value]) => Number(value)),
    };
  };
}

test('twenty of a user, then none; another user and the address have their own', async () => {
  const ask = limiterOf(await limitOf());
  expect(ask('/', ['x-user-id', 'a'], { times: 22 })).toEqual({ allowed: 20, headers: [20, 0, 3] });
  expect(ask('/', ['x-user-id', 'b'])).toEqual({ allowed: 1, headers: [20, 19, 0] });
  expect(ask('/', [], { times: 22 }).allowed).toBe(20);
  expect(ask('/', [], { address: '10.0.0.2' }).allowed).toBe(1);
  // A user behind the address that is empty now still has tokens: the two are never both counted.
  expect(ask('/', ['x-user-id', 'c'], { times: 20 }).allowed).toBe(20);
});

test('one token comes back every three seconds', async () => {
  const ask = limiterOf(await limitOf());
  ask('/', ['x-user-id', 'a'], { times: 20 });
  expect(ask('/', ['x-user-id', 'a'], { times: 2, nowMs: 2999 }).allowed).toBe(0);
  expect(ask('/', ['x-user-id', 'a'], { times: 2, nowMs: 3000 })).toEqual({
    allowed: 1,
    headers: [20, 0, 3],
  });
  expect(ask('/', ['x-user-id', 'a'], { times: 5, nowMs: 9000 }).allowed).toBe(2);
});

test('free paths cost no token, whatever is asked of them, and what only looks like one does', async () => {
  const ask = limiterOf(await limitOf());
  for (const path of ['/assets/page.js', '/version?x=1', '/metrics', '/api/v1/ready', '/favicon.ico']) {
    expect(ask(path, ['x-user-id', 'a'], { times: 50 }).allowed).toBe(50);
  }
  expect(ask('/', ['x-user-id', 'a']).headers).toEqual([20, 19, 0]);
  for (const path of ['/assets/../predict', '/assets/..%2fpredict', '/versions', '/?/version', '/assets']) {
    expect(ask(path, ['x-user-id', `b ${path}`]).headers).toEqual([20, 19, 0]);
  }
});

test('an empty value is a user of its own, and of several the first counts', async () => {
  const ask = limiterOf(await limitOf());
  expect(ask('/', ['x-user-id', ''], { times: 21 }).allowed).toBe(20);
  expect(ask('/', ['x-user-id', 'a', 'x-user-id', 'b'], { times: 21 }).allowed).toBe(20);
  expect(ask('/', ['x-user-id', 'a']).allowed).toBe(0);
  expect(ask('/', ['x-user-id', 'b']).allowed).toBe(1);
  expect(ask('/').allowed).toBe(1);
});

test('buckets of the last thousand clients are kept', async () => {
  const ask = limiterOf(await limitOf());
  ask('/', ['x-user-id', 'a'], { times: 20 });
  for (let user = 0; user < 999; user++) ask('/', ['x-user-id', `user ${user}`]);
  expect(ask('/', ['x-user-id', 'a']).allowed).toBe(0);
  for (let user = 0; user < 1000; user++) ask('/', ['x-user-id', `user ${user}`]);
  expect(ask('/', ['x-user-id', 'a']).allowed).toBe(1);
});

test('without the user header addresses alone count', async () => {
  const ask = limiterOf(await limitOf('rate_limit: { user_header: false }'));
  expect(ask('/', ['x-user-id', 'a'], { times: 20 }).allowed).toBe(20);
  expect(ask('/', ['x-user-id', 'b']).allowed).toBe(0);
});

test('one bucket for all', async () => {
  const ask = limiterOf(await limitOf('rate_limit: { per: gateway }'));
  expect(ask('/', ['x-user-id', 'a'], { times: 20 }).allowed).toBe(20);
  expect(ask('/', ['x-user-id', 'b'], { address: '10.0.0.2' }).allowed).toBe(0);
  expect(ask('/assets/a').allowed).toBe(1);
});

test('of two descriptors that both fit both buckets pay, the slower one first', async () => {
  const limit = await limitOf();
  const both = {
    ...limit,
    actionLists: limit.actionLists.map((actions) => actions.filter(({ kind }) => kind !== 'match')),
  };
  const bucket = (maxTokens: number) => ({ maxTokens, tokensPerFill: maxTokens, fillIntervalMs: 30_000 });
  const ask = limiterOf({
    ...both,
    descriptors: [
      { entries: [{ key: 'user', value: undefined }], bucket: bucket(3) },
      { entries: [{ key: 'remote_address', value: undefined }], bucket: bucket(5) },
    ],
  });
  expect(ask('/', ['x-user-id', 'a'], { times: 4 })).toEqual({ allowed: 3, headers: [3, 0, 10] });
  expect(ask('/', ['x-user-id', 'b'], { times: 3 })).toEqual({ allowed: 2, headers: [5, 0, 6] });
});

test('the default bucket is the ceiling of what no descriptor counts, or of everything', async () => {
  const limit = { ...(await limitOf()), bucket: { maxTokens: 3, tokensPerFill: 3, fillIntervalMs: 1000 } };
  const ask = limiterOf(limit);
  expect(ask('/assets/a', [], { times: 5 })).toEqual({ allowed: 3, headers: [3, 0, 1] });
  expect(ask('/', [], { times: 5 }).allowed).toBe(5);
  const always = limiterOf({ ...limit, isDefaultAlwaysConsumed: true });
  expect(always('/', [], { times: 5 }).allowed).toBe(3);
});

test('a share that is not counted, and a share that is not refused', async () => {
  const limit = { ...(await limitOf()), hasRateLimitHeaders: false };
  expect(limiterOf({ ...limit, enabled: 0 })('/', [], { times: 50 })).toEqual({ allowed: 50, headers: [] });
  expect(limiterOf({ ...limit, enforced: 0 })('/', [], { times: 50 }).allowed).toBe(50);
  const half = limiterOf({ ...limit, enforced: 0.5 }, () => 0.6);
  expect(half('/', [], { times: 50 }).allowed).toBe(50);
});

test('what a refused client gets', async () => {
  const limiter = new Limiter(await limitOf(), { random: () => 0, nowMs: 0 });
  expect(limiter.refusal).toEqual({
    status: 429,
    body: 'local_rate_limited',
    headers: [['x-local-rate-limit', 'true']],
  });
});
