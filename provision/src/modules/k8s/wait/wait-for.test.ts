import { expect, test } from 'vitest';

import type { ClusterAnswer } from '../../cluster.ts';
import { READY, hopeless, waiting } from './verdict.ts';
import type { Verdict } from './verdict.ts';
import { waitFor } from './wait-for.ts';
import type { Watched } from './watched.ts';

const ANSWER: ClusterAnswer = { kind: 'all', answers: [] };

function waitingFor(...verdicts: readonly Verdict[]) {
  const watched = verdicts.map((verdict, index): Watched => {
    const of = { apiVersion: 'v1', kind: 'Pod', name: `p${index}` };
    return {
      title: `Pod p${index}`,
      of,
      reads: [{ read: 'object', of }],
      judge: () => verdict,
    };
  });
  const wait = waitFor(watched, { access: {}, timeoutSeconds: 60, sleepSeconds: 0.5 });
  return {
    missing: wait.missing(ANSWER),
    hopeless: (afterMs: number) => wait.hopeless?.(ANSWER, afterMs),
  };
}

test('all is well when everything is ready', () => {
  expect(waitingFor(READY, READY).missing).toBeUndefined();
});

test('the first that is not is named, and how many others are not', () => {
  expect(waitingFor(READY, waiting('not yet')).missing).toBe('Pod p1: not yet');
  expect(waitingFor(waiting('a'), waiting('b'), hopeless('c')).missing).toBe('Pod p0: a (and 2 more)');
});

test('one that will never be ready ends the wait, at once or when it had time to be mended', () => {
  expect(waitingFor(waiting('a'), hopeless('never')).hopeless(0)).toBe('Pod p1: never');
  const later = waitingFor(waiting('a'), hopeless('never', 30_000));
  expect([later.hopeless(0), later.hopeless(30_000)]).toEqual([undefined, 'Pod p1: never']);
});

test('each object is judged by the answers to its own questions', () => {
  const seen: unknown[] = [];
  const watched = [1, 2].map((count): Watched => {
    const of = { apiVersion: 'v1', kind: 'Pod', name: 'p' };
    const reads = Array.from({ length: count }, () => ({ read: 'object', of }) as const);
    const judge = (answers: readonly unknown[]) => {
      seen.push(answers);
      return READY;
    };
    return { title: 'p', of, reads, judge };
  });
  const [a, b, c] = ['a', 'b', 'c'].map((text): ClusterAnswer => ({ kind: 'text', text }));
  const answers = [a, b, c].flatMap((each) => each ?? []);

  waitFor(watched, { access: {}, timeoutSeconds: 1, sleepSeconds: 1 }).missing({ kind: 'all', answers });

  expect(seen).toEqual([[a], [b, c]]);
});
