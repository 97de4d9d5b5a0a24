import { Agent, createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, expect, test } from 'vitest';

import type { Promised } from '../targets/local/promised.ts';
import { burst } from './burst.ts';
import { findingsOf } from './findings.ts';
import { renderReport } from './report.ts';
import { runSessions } from './run-sessions.ts';
import { runTraffic } from './run-traffic.ts';
import { visit } from './visitor.ts';

const LIMIT = { tokens: 3, refillMs: 3000, isPerClient: true, userHeader: 'x-user-id' };
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

/** A lab of one function: what it answers to a request. */
async function fakeLab(
  answer: (request: IncomingMessage) => { status?: number; headers?: object; body?: unknown },
) {
  const server: Server = createServer((request, response) => {
    const { status = 200, headers = {}, body = '' } = answer(request);
    request.resume();
    response.writeHead(status, headers as Record<string, string>).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const agent = new Agent({ keepAlive: true });
  open.push(async () => {
    agent.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port, agent };
}

const verdict = (release: string) => ({ versions: { release, modelService: `0.1.0+${release}` } });

test('a visitor brings back the cookies that it was given, and its name', async () => {
  const got: unknown[] = [];
  const target = await fakeLab(({ headers }) => {
    got.push([headers['cookie'], headers['x-user-id'], headers.host]);
    return { headers: { 'set-cookie': ['app-version=v2; Path=/', 'other=1'] }, body: verdict('v2') };
  });

  const { sightings } = await visit(target, { requests: 2, wish: 'verdict', headers: { 'x-user-id': 'me' } });

  const host = `localhost:${target.port}`;
  expect(got).toEqual([
    [undefined, 'me', host],
    ['app-version=v2; other=1', 'me', host],
  ]);
  expect(sightings).toEqual([
    { status: 200, app: 'v2', modelService: 'v2' },
    { status: 200, app: 'v2', modelService: 'v2' },
  ]);
});

test('a visitor that only asks for the version sees less', async () => {
  const target = await fakeLab(({ url }) => ({ body: url === '/version' ? '0.1.0+v1' : 'wrong path' }));
  const { sightings } = await visit(target, { requests: 1, wish: 'version', headers: {} });
  expect(sightings).toEqual([{ status: 200, app: 'v1', modelService: undefined }]);
});

test('answers that no release gave', async () => {
  const statuses = [503, 200];
  const target = await fakeLab(() => ({ status: statuses.shift() ?? 200, body: { odd: true } }));
  const { sightings } = await visit(target, { requests: 2, wish: 'verdict', headers: {} });
  expect(sightings).toEqual([
    { status: 503, app: undefined, modelService: undefined },
    { status: 200, app: undefined, modelService: undefined },
  ]);
});

test('all sessions come, each under its own name', async () => {
  const names = new Set<unknown>();
  const target = await fakeLab(({ headers }) => {
    names.add(headers['x-user-id']);
    return { body: verdict('v1') };
  });
  let done = 0;
  const visits = await runSessions(target, {
    sessions: 50,
    requests: 2,
    wish: 'verdict',
    voteOf: () => undefined,
    headersOf: (index) => ({ 'x-user-id': String(index) }),
    onProgress: (count) => {
      done = count;
    },
    stop: new AbortController().signal,
  });
  expect([visits.length, names.size, done]).toEqual([50, 50, 50]);
});

/** A gateway with a bucket for each client; `waits` moves its clock. */
async function limitedLab(tokens: number, tokensBack: number) {
  const buckets = new Map<string, number>();
  const target = await fakeLab(({ headers }) => {
    const client = String(headers['x-user-id']);
    const left = buckets.get(client) ?? tokens;
    buckets.set(client, Math.max(0, left - 1));
    return left > 0
      ? {}
      : { status: 429, headers: { 'x-ratelimit-limit': String(tokens), 'retry-after': '3' } };
  });
  const waits: number[] = [];
  const wait = async (durationMs: number) => {
    waits.push(durationMs);
    for (const [client, left] of buckets) buckets.set(client, left + tokensBack);
  };
  return { target, wait, waits };
}

test('a limit that holds', async () => {
  const { target, wait, waits } = await limitedLab(3, 1);
  expect(await burst(target, LIMIT, { name: 'me', wait })).toEqual({
    limit: LIMIT,
    served: 3,
    isCountHeld: true,
    refusal: { 'x-ratelimit-limit': '3', 'retry-after': '3' },
    isOtherServed: true,
    isTokenBack: true,
    isHeld: true,
  });
  expect(waits).toEqual([3150]);
});

test.each([
  ['a bucket that is too large', 5, 1, { served: 5, isHeld: false }],
  ['a limit that refuses nobody', 1000, 1, { served: 8, refusal: undefined, isHeld: false }],
  ['tokens that do not come back', 3, 0, { isTokenBack: false, isHeld: false }],
  ['tokens that come back all at once', 3, 3, { isTokenBack: false, isHeld: false }],
])('%s', async (_name, tokens, tokensBack, expected) => {
  const { target, wait } = await limitedLab(tokens, tokensBack);
  expect(await burst(target, LIMIT, { name: 'me', wait })).toMatchObject(expected);
});

test('a lab that takes its time gives a token back while it is asked', async () => {
  const times = [0, 3_000];
  const nowMs = () => times.shift() ?? 0;
  const { target, wait } = await limitedLab(4, 1);
  expect(await burst(target, LIMIT, { name: 'me', wait, nowMs })).toMatchObject({ served: 4, isHeld: true });
});

test('where more time went by than one token needs, more than one may be back', async () => {
  const times = [0, 0, 6_000];
  const nowMs = () => times.shift() ?? 0;
  const { target, wait } = await limitedLab(3, 2);
  expect(await burst(target, LIMIT, { name: 'me', wait, nowMs })).toMatchObject({ served: 3, isHeld: true });
});

test('the report', () => {
  const seen = (release: string) => ({ sightings: [{ status: 200, app: release, modelService: release }] });
  const visits = [...Array.from({ length: 9 }, () => seen('v1')), seen('v2')];
  const findings = findingsOf(
    visits,
    new Map([
      ['v1', 90],
      ['v2', 10],
    ]),
  );
  const limited = {
    limit: LIMIT,
    served: 3,
    isCountHeld: true,
    refusal: { 'retry-after': '3' },
    isOtherServed: true,
    isTokenBack: false,
    isHeld: false,
  };
  expect(
    renderReport({ ...findings, durationMs: 500, limit: limited, isHeld: false }, { useColor: false }),
  ).toBe(
    [
      '10 sessions, 10 requests in 0.5 s (20 a second)',
      '',
      `  v1        ${'█'.repeat(36)}····  90.0 %  configured  90.0 %, 95 of 100 runs lie in 71.4–100.0 %  ok`,
      `  v2        ${'█'.repeat(4)}${'·'.repeat(36)}  10.0 %  configured  10.0 %, 95 of 100 runs lie in 0.0–28.6 %  ok`,
      '',
      '  answered  10 of 10 requests were answered by the app  ok',
      '  sticky    10 of 10 sessions stayed with the release that they got  ok',
      '  paired    10 of 10 answers came from the model-service of the same release  ok',
      '',
      '  limit     3 requests at once were served, request 4 was refused (429)  ok',
      '            it says retry-after: 3',
      '            another client was served meanwhile  ok',
      '            after 3 s it was not as if one token had come back  NO',
      '',
    ].join('\n'),
  );
});

const run = (target: { host: string; port: number }, promised: Promised) =>
  runTraffic({
    host: target.host,
    port: target.port,
    promised,
    sessions: 4,
    requests: 2,
    name: 'test',
    wait: async () => {},
    onProgress: () => {},
    stop: new AbortController().signal,
  });
const ALL_V1 = [{ release: 'v1', weight: 100 }];

test('a lab without a limit, which keeps its promises', async () => {
  const votes: unknown[] = [];
  const target = await fakeLab(({ method, url, headers }) => {
    if (url === '/api/v1/predict') return { headers: { 'set-cookie': 'of=me' }, body: verdict('v1') };
    votes.push([method, url, headers.cookie]);
    return { status: 204 };
  });
  expect(await run(target, { split: ALL_V1, limit: null })).toMatchObject({
    isHeld: true,
    voted: { held: 4, of: 4 },
    limit: undefined,
    sessions: 4,
  });
  expect(votes).toEqual(Array.from({ length: 4 }, () => ['POST', '/agree', 'of=me']));
});

test('votes that are not taken are told', async () => {
  const target = await fakeLab(({ url }) => (url === '/agree' ? { status: 503 } : { body: verdict('v1') }));
  expect(await run(target, { split: ALL_V1, limit: null })).toMatchObject({
    isHeld: false,
    voted: { held: 0, of: 4 },
  });
});

test('nobody votes where the limit leaves no token for it', async () => {
  const paths = new Set<unknown>();
  const target = await fakeLab(({ url }) => {
    paths.add(url);
    return { body: verdict('v1') };
  });
  await run(target, { split: ALL_V1, limit: { ...LIMIT, tokens: 2, refillMs: 1 } });
  expect([...paths]).toEqual(['/api/v1/predict', '/']);
});

test('where all visitors share a bucket they ask for what is free', async () => {
  const paths: unknown[] = [];
  const target = await fakeLab(({ url }) => {
    paths.push(url);
    return { body: '0.1.0+v1' };
  });
  const shared = { tokens: 1, refillMs: 1, isPerClient: false, userHeader: null };
  expect(await run(target, { split: ALL_V1, limit: shared })).toMatchObject({
    paired: { of: 0 },
    sticky: { held: 4 },
  });
  expect(paths.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => '/version'));
});

test('no lab at all', async () => {
  const { host, port } = await fakeLab(() => ({}));
  await Promise.all(open.splice(0).map((close) => close()));
  await expect(run({ host, port }, { split: ALL_V1, limit: null })).rejects.toMatchObject({
    code: 'lab-not-running',
  });
});
