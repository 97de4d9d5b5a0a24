import { Agent, request as sendRequest } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { describe, expect, onTestFinished, test, vi } from 'vitest';

import { ask } from './testing/ask.ts';
import { ManualClock } from './testing/manual-clock.ts';
import { renderedLab, tableOf } from './testing/rendered-lab.ts';
import { testGateway } from './testing/test-gateway.ts';
import { testService } from './testing/test-service.ts';

// Enough tokens for any test here.
const table = tableOf(await renderedLab('rate_limit: { tokens: 1000 }'));
const V1 = { app: 'app', version: 'v1' };
const FORCED = { 'x-app-version': 'v1' };

/** A port of the loopback interface on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('time', () => {
  test('a route has its time, and a try has its own', async () => {
    const clock = new ManualClock();
    await using v1 = await testService(V1, () => {});
    await using target = await testGateway(table, [v1], { clock });
    const answer = ask(target.url, '/', { headers: FORCED });
    await vi.waitFor(() => expect(v1.requests).toHaveLength(1));
    clock.advance(6000);
    expect(await answer).toMatchObject({ status: 504, body: 'upstream request timeout' });
    expect(target.exchanges).toMatchObject([{ status: 504, flags: 'UT', attempts: 1 }]);
  });

  test('an answer that has begun is cut when the time of the route is up', async () => {
    const clock = new ManualClock();
    await using v1 = await testService(V1, (_request, response) => response.write('a part'));
    await using target = await testGateway(table, [v1], { clock });
    const { promise: hasBegun, resolve } = Promise.withResolvers<void>();
    const request = sendRequest(target.url, { headers: { host: 'app.remla.local', ...FORCED } });
    request.once('response', (answer) => {
      answer.on('error', () => {});
      answer.once('data', () => resolve());
    });
    request.end();
    await hasBegun;
    clock.advance(10_000);
    await vi.waitFor(() => expect(target.exchanges).toHaveLength(1));
    expect(target.exchanges[0]?.flags).toBe('UT');
  });
});

describe('a connection that cannot be made', () => {
  test('is tried again, and nothing is lost: not even a body', async () => {
    const clock = new ManualClock();
    await using other = await testService({ app: 'app', version: 'v2' });
    await using target = await testGateway(table, [other], { clock, random: () => 0.5 });
    const port = await freePort();
    target.endpoints.set('dead', { labels: V1, host: '127.0.0.1', port, isUp: true });
    const answer = ask(target.url, '/agree', { method: 'POST', body: 'once', headers: FORCED });
    await clock.awaited();
    const bodies: string[] = [];
    await using born = await testService(
      V1,
      (request, response) => {
        request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()));
        request.on('end', () => response.end('late'));
      },
      port,
    );
    await clock.advanceUntil(() => born.requests.length > 0, 20);
    expect(await answer).toMatchObject({ status: 200, body: 'late' });
    expect(bodies).toEqual(['once']);
    expect(target.exchanges[0]?.attempts).toBeGreaterThan(1);
  });

  test('is 503 with Retry-After when nobody comes within the time', async () => {
    const clock = new ManualClock();
    await using target = await testGateway(table, [], { clock });
    target.endpoints.set('dead', { labels: V1, host: '127.0.0.1', port: await freePort(), isUp: true });
    const answer = ask(target.url, '/', { headers: FORCED });
    await clock.advanceUntil(() => target.exchanges.length > 0);
    expect(await answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(target.exchanges).toMatchObject([{ flags: 'URX,UF' }]);
    expect(clock.now()).toBeGreaterThanOrEqual(5000);
  });

  test('goes to another endpoint where there is one', async () => {
    await using v1 = await testService(V1);
    await using target = await testGateway(table, [v1]);
    target.endpoints.set('dead', { labels: V1, host: '127.0.0.1', port: await freePort(), isUp: true });
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(target.url, '/', { headers: FORCED })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});

describe('an endpoint that is being restarted', () => {
  test('is waited for', async () => {
    const clock = new ManualClock();
    await using v1 = await testService(V1);
    await using target = await testGateway(table, [v1], { clock });
    const name = `127.0.0.1:${v1.endpoint.port}`;
    target.endpoints.set(name, { ...v1.endpoint, isUp: false });
    const answer = ask(target.url, '/', { method: 'POST', body: 'x', headers: FORCED });
    await clock.awaited();
    clock.advance(4000);
    target.endpoints.set(name, v1.endpoint);
    expect(await answer).toMatchObject({ status: 200, body: 'v1' });
  });

  test('is waited for five seconds, then it is 503', async () => {
    const clock = new ManualClock();
    await using target = await testGateway(table, [], { clock });
    const answer = ask(target.url, '/', { headers: FORCED });
    await clock.advanceUntil(() => target.exchanges.length > 0);
    expect(await answer).toMatchObject({
      status: 503,
      body: 'no healthy upstream',
      headers: { 'retry-after': '1' },
    });
    expect(target.exchanges).toMatchObject([{ flags: 'UH', attempts: 0 }]);
  });
});

describe('a connection that breaks', () => {
  test('after the request has left is 503, and nothing is sent twice', async () => {
    await using v1 = await testService(V1, (request) => request.socket.destroy());
    await using target = await testGateway(table, [v1]);
    const told = await ask(target.url, '/agree', { method: 'POST', body: 'x', headers: FORCED });
    expect(told.status).toBe(503);
    expect(v1.requests).toHaveLength(1);
    expect(target.exchanges).toMatchObject([{ flags: 'UC' }]);
  });

  test('just as a kept one is used again: a GET is sent once more, feedback is not', async () => {
    let isBreaking = false;
    await using v1 = await testService(V1, (request, response) => {
      if (isBreaking) {
        isBreaking = false;
        request.socket.destroy();
      } else response.end('ok');
    });
    await using target = await testGateway(table, [v1]);
    await ask(target.url, '/', { headers: FORCED });
    isBreaking = true;
    expect((await ask(target.url, '/', { headers: FORCED })).status).toBe(200);
    isBreaking = true;
    expect((await ask(target.url, '/agree', { method: 'POST', headers: FORCED })).status).toBe(503);
  });

  test('in the middle of an answer cuts the answer', async () => {
    await using v1 = await testService(V1, (_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('a part', () => response.destroy());
    });
    await using target = await testGateway(table, [v1]);
    await expect(ask(target.url, '/', { headers: FORCED })).rejects.toThrow('aborted');
    await vi.waitFor(() => expect(target.exchanges).toMatchObject([{ status: 200, flags: 'UC' }]));
  });
});

describe('a client that goes away', () => {
  test.each([
    ['before the answer', false, 0],
    ['in the middle of it', true, 200],
  ])('%s ends the request upstream, too', async (_name, hasBegun, status) => {
    await using v1 = await testService(V1, (_request, response) => {
      if (hasBegun) response.write('a part');
    });
    await using target = await testGateway(table, [v1]);
    const { port } = new URL(target.url);
    const request = sendRequest({ port, host: '127.0.0.1', headers: { host: 'app.remla.local', ...FORCED } });
    request.on('error', () => {});
    const begun = new Promise((resolve) => request.once('response', resolve));
    request.end();
    await vi.waitFor(() => expect(v1.requests).toHaveLength(1));
    if (hasBegun) await begun;
    const closed = new Promise((resolve) => v1.requests[0]?.socket.once('close', resolve));
    request.destroy();
    await closed;
    await vi.waitFor(() => expect(target.exchanges).toMatchObject([{ status, flags: 'DC' }]));
  });
});

test('errors of an endpoint take it out of a cluster that has another', async () => {
  const clock = new ManualClock();
  await using bad = await testService(V1, (_request, response) => response.writeHead(500).end());
  await using good = await testService(V1);
  await using target = await testGateway(table, [bad, good], { clock });
  const statuses = async (count: number) => {
    const seen: number[] = [];
    while (seen.length < count) seen.push((await ask(target.url, '/', { headers: FORCED })).status);
    return seen;
  };
  const first = await statuses(10);
  expect(first.filter((status) => status === 500)).toHaveLength(5);
  expect(await statuses(10)).toEqual(Array(10).fill(200));
  clock.advance(40_000);
  expect(await statuses(4)).toContain(500);
});

describe('closing', () => {
  test('lets what is under way end, says so, and takes nobody else', async () => {
    const { promise: isAllowed, resolve: allow } = Promise.withResolvers<void>();
    await using v1 = await testService(
      V1,
      (_request, response) => void isAllowed.then(() => response.end('done')),
    );
    const target = await testGateway(table, [v1]);
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    const answer = ask(target.url, '/', { agent, headers: FORCED });
    await vi.waitFor(() => expect(v1.requests).toHaveLength(1));
    const closed = target.gateway.close({ idleMs: 0 });
    await expect(ask(target.url, '/')).rejects.toThrow('ECONNREFUSED');
    allow();
    expect(await answer).toMatchObject({ status: 200, body: 'done', headers: { connection: 'close' } });
    await closed;
  });

  test('takes one more request on a kept connection, and says that it is the last', async () => {
    const clock = new ManualClock();
    await using v1 = await testService(V1);
    const target = await testGateway(table, [v1], { clock });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    expect((await ask(target.url, '/', { agent, headers: FORCED })).headers.connection).toBe('keep-alive');
    const closed = target.gateway.close();
    const last = await ask(target.url, '/', { agent, headers: FORCED });
    expect([last.status, last.headers.connection]).toEqual([200, 'close']);
    clock.advance(2000);
    await closed;
  });

  test('cuts what does not end in its time', async () => {
    const clock = new ManualClock();
    await using v1 = await testService(V1, () => {});
    const target = await testGateway(table, [v1], { clock });
    const answer = ask(target.url, '/x', { headers: FORCED }).catch((error: unknown) => error);
    await vi.waitFor(() => expect(v1.requests).toHaveLength(1));
    const closed = target.gateway.close({ deadlineMs: 1000 });
    clock.advance(1000);
    await closed;
    expect(await answer).toBeInstanceOf(Error);
  });
});
