import { expect, test } from 'vitest';

import { linesOf } from '../testing/judge.ts';
import { startWebDouble } from '../testing/web-double.ts';
import { webOf } from '../web/ask-web.ts';
import { checkJaeger } from './jaeger.ts';

// No Jaeger can be had where these tests run: a server answers as its query API does at /api/services.

/** `answers`: what it says to one request after the other, and then always the last. */
async function look(answers: readonly (readonly string[] | null)[], isTraced = true) {
  const left = [...answers];
  const page = () => {
    const data = left.length > 1 ? left.shift() : left[0];
    return { body: { data, total: data?.length ?? 0, limit: 0, offset: 0, errors: null } };
  };
  await using double = await startWebDouble({ '/api/services': page });
  const waits: number[] = [];
  const verdict = await checkJaeger({
    ask: webOf(new AbortController().signal),
    url: double.url,
    isTraced,
    wait: async (durationMs) => void waits.push(durationMs),
  });
  return { verdict, waits: waits.length };
}

test('traces of the app, which take a moment to arrive', async () => {
  const ours = ['istio-ingressgateway.istio-system', 'app.lab', 'jaeger'];
  const { verdict, waits } = await look([null, ['jaeger'], ours]);
  expect(verdict).toMatchObject({
    state: 'ok',
    details: expect.stringMatching(/traces of istio-ingressgateway\.istio-system, app\.lab$/) as string,
  });
  expect(waits).toBe(2);
});

test('no trace of the app arrives', async () => {
  const { verdict } = await look([['jaeger']]);
  expect(linesOf(verdict)).toEqual(['Jaeger has no trace of the app, though it was asked just now']);
});

test('nothing is traced where lab.yml says so', async () => {
  const { verdict, waits } = await look([null], false);
  expect([verdict.state, waits]).toEqual(['ok', 0]);
});
