import { Agent } from 'node:http';
import type { IncomingMessage } from 'node:http';

import { expect, test } from 'vitest';

import { linesOf } from '../testing/judge.ts';
import { startWebDouble } from '../testing/web-double.ts';
import type { DoublePage } from '../testing/web-double.ts';
import { checkApp } from './app.ts';
import { missingCookie } from './cookie.ts';

const PAGE: DoublePage = { body: '<!doctype html>', headers: { 'content-type': 'text/html; charset=utf-8' } };
const LAB = {
  releases: { v1: { weight: 90, model: 'lr' }, v2: { weight: 10, model: 'cnn' } },
  routing: { version_header: 'x-app-version', cookie: { name: 'app-version' } },
} as unknown as Parameters<typeof checkApp>[0]['lab'];

const verdictOf = (release: unknown) => ({
  body: { versions: { release, modelService: `0.1.0+${String(release)}` } },
});
/** Obeys the header that names a release, else v1. */
const obey = ({ headers }: IncomingMessage) => verdictOf(headers['x-app-version'] ?? 'v1');

async function look(
  { page = PAGE, predict = obey }: { page?: DoublePage; predict?: (request: IncomingMessage) => DoublePage },
  isRouted = true,
) {
  await using double = await startWebDouble({ '/': page, '/api/v1/predict': predict });
  const { hostname: host, port } = new URL(double.url);
  const agent = new Agent({ keepAlive: false });
  return await checkApp({
    target: { host, port: Number(port), agent, authority: 'app.remla.local' },
    lab: LAB,
    isRouted,
    client: { 'x-user-id': 'me' },
    mend: 'MEND',
    lookAt: (release) => `LOGS ${release}`,
  });
}

test('the page, and a verdict of each release', async () => {
  expect(await look({})).toEqual({ state: 'ok', details: 'http://app.remla.local, v1 and v2 give verdicts' });
});

test('where nobody routes, one verdict of any release', async () => {
  expect(await look({ predict: () => verdictOf('v2') }, false)).toEqual({
    state: 'ok',
    details: 'http://app.remla.local, and gives verdicts',
  });
});

test.each<[string, Parameters<typeof look>[0], readonly string[]]>([
  [
    'no route for the host',
    { page: { status: 404, body: '' } },
    ['the page at http://app.remla.local answers 404, no HTML'],
  ],
  [
    'another program behind the port',
    { page: { body: 'hello' } },
    ['the page at http://app.remla.local answers 200, no HTML'],
  ],
  [
    'a release whose model-service is away',
    {
      predict: ({ headers }) =>
        headers['x-app-version'] === 'v2' ? { status: 502, body: '' } : verdictOf('v1'),
    },
    ['release v2 gives no verdict: it answers 502'],
  ],
  [
    'a header that nobody obeys',
    { predict: () => verdictOf('v1') },
    ['the header x-app-version: v2 leads to release v1'],
  ],
])('%s', async (_name, pages, expected) => {
  expect(linesOf(await look(pages))).toEqual(expected);
});

test('nobody answers: where that was, and what to do', async () => {
  const gone = await startWebDouble({});
  await gone[Symbol.asyncDispose]();
  const { hostname: host, port } = new URL(gone.url);
  const target = { host, port: Number(port), agent: new Agent({ keepAlive: false }) };
  const options = { target, lab: LAB, isRouted: true, client: {}, lookAt: () => '' };
  expect(await checkApp({ ...options, mend: 'MEND' })).toEqual({
    state: 'failed',
    causes: [
      {
        what: `no lab answers on ${host}:${port}: connect ECONNREFUSED ${host}:${port}`,
        mend: 'MEND',
      },
    ],
  });
});

test.each([
  ['the cookie', 'app-version=v1; Path=/', undefined],
  ['another one', 'other=v1; Path=/', 'a new session is given no cookie app-version: it is given other'],
  ['none', undefined, 'a new session is given no cookie app-version: it is given none'],
])('a new session is given %s', async (_name, cookie, expected) => {
  const page = { body: '"0.1.0+v1"', ...(cookie !== undefined && { headers: { 'set-cookie': cookie } }) };
  await using double = await startWebDouble({ '/version': page });
  const { hostname: host, port } = new URL(double.url);
  const target = { host, port: Number(port), agent: new Agent({ keepAlive: false }) };
  expect((await missingCookie(target, LAB.routing, {}))?.what).toBe(expected);
});
