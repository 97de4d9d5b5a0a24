import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, test } from 'vitest';

import { probe, waitUntilReady } from './readiness.ts';
import type { ProbeResult } from './readiness.ts';

const SILENT: ProbeResult = { isReady: false, hasStarted: false, reason: 'it does not answer' };
const LOADING: ProbeResult = { isReady: false, hasStarted: false, reason: 'loading' };
const BROKEN: ProbeResult = { isReady: false, hasStarted: true, reason: 'no model' };
const READY: ProbeResult = { isReady: true, hasStarted: true };

/** Waits for a service that gives these answers, the last of them for ever, on a clock that only waiting moves. */
async function waitFor(answers: readonly ProbeResult[], signal = new AbortController().signal) {
  let nowMs = 0;
  let asked = 0;
  const readiness = await waitUntilReady(
    async () => answers[Math.min(asked++, answers.length - 1)] ?? SILENT,
    {
      timeoutMs: 10_000,
      signal,
      nowMs: () => nowMs,
      wait: async (durationMs) => {
        nowMs += durationMs;
      },
    },
  );
  return { readiness, asked, nowMs };
}

test('asks until the service is ready', async () => {
  expect(await waitFor([SILENT, LOADING, BROKEN, READY])).toEqual({
    readiness: { isReady: true },
    asked: 4,
    nowMs: 60,
  });
});

test('gives up soon on a service that has started and stays unready, and says why', async () => {
  const { readiness, nowMs } = await waitFor([LOADING, BROKEN]);
  expect(readiness).toEqual({ isReady: false, reason: 'no model' });
  expect(nowMs).toBe(8020);
});

test('gives up in the end on one that never starts', async () => {
  const { readiness, nowMs } = await waitFor([LOADING]);
  expect(readiness).toEqual({ isReady: false, reason: 'after 10 s still: loading' });
  expect(nowMs).toBe(10_000);
});

test('stops asking when nobody wants to know', async () => {
  const { asked } = await waitFor([LOADING], AbortSignal.abort());
  expect(asked).toBe(1);
});

test.each([
  [{ ready: 200, startup: 200 }, READY],
  [
    { ready: 503, startup: 503 },
    { isReady: false, hasStarted: false, reason: 'why' },
  ],
  [
    { ready: 503, startup: 200 },
    { isReady: false, hasStarted: true, reason: 'why' },
  ],
])('reads the probes %j', async (statuses, expected) => {
  const server = createServer(({ url }, response) => {
    response.statusCode = url === '/api/v1/ready' ? statuses.ready : statuses.startup;
    response.end(JSON.stringify({ status: 'not-ready', reason: 'why' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const result = await probe({ host: '127.0.0.1', port });
  await new Promise((resolve) => server.close(resolve));

  expect(result).toEqual(expected);
  expect(await probe({ host: '127.0.0.1', port })).toEqual(SILENT);
});
