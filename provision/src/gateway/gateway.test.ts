import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';

import { describe, expect, test } from 'vitest';

import { ask } from './testing/ask.ts';
import { renderedLab, tableOf } from './testing/rendered-lab.ts';
import { testGateway } from './testing/test-gateway.ts';
import { testService } from './testing/test-service.ts';
import type { Answer } from './testing/test-service.ts';

const table = tableOf(await renderedLab());
const ALIASES = { localhost: 'app.remla.local', '127.0.0.1': 'app.remla.local' };

async function lab(answer?: Answer) {
  const stack = new AsyncDisposableStack();
  const v1 = stack.use(await testService({ app: 'app', version: 'v1' }, answer));
  const v2 = stack.use(await testService({ app: 'app', version: 'v2' }, answer));
  const gateway = stack.use(await testGateway(table, [v1, v2], { aliases: ALIASES, random: () => 0 }));
  return { v1, v2, ...gateway, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** Sends bytes as they are, and reads until the other side closes. */
async function sendRaw(url: string, bytes: string): Promise<string> {
  const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

describe('hosts', () => {
  test.each([
    ['app.remla.local', 200],
    ['APP.remla.local:1234', 200],
    ['localhost', 200],
    ['localhost:8080', 200],
    ['127.0.0.1:1', 200],
    ['app.remla.local.', 404],
    ['other.remla.local', 404],
    ['localhost.evil.test', 404],
    ['[::1]:8080', 404],
  ])('%s: %d', async (host, status) => {
    await using target = await lab();
    const told = await ask(target.url, '/', { headers: { host } });
    expect(told.status).toBe(status);
    expect(target.exchanges).toMatchObject([{ status, flags: status === 404 ? 'NR' : '-' }]);
  });

  test('a request without a host, with two meanings, or without a path', async () => {
    await using target = await lab();
    const first = (answer: string) => answer.split('\r\n')[0];
    const close = 'Connection: close\r\n\r\n';
    expect(first(await sendRaw(target.url, `GET / HTTP/1.1\r\n${close}`))).toBe('HTTP/1.1 400 Bad Request');
    const both = 'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
    expect(first(await sendRaw(target.url, `POST / HTTP/1.1\r\nHost: localhost\r\n${both}`))).toBe(
      'HTTP/1.1 400 Bad Request',
    );
    expect(first(await sendRaw(target.url, `GET /#x HTTP/1.1\r\nHost: localhost\r\n${close}`))).toBe(
      'HTTP/1.1 400 Bad Request',
    );
    expect(first(await sendRaw(target.url, `OPTIONS * HTTP/1.1\r\nHost: localhost\r\n${close}`))).toBe(
      'HTTP/1.1 404 Not Found',
    );
    expect(first(await sendRaw(target.url, `GET http://localhost/x HTTP/1.1\r\nHost: a\r\n${close}`))).toBe(
      'HTTP/1.1 200 OK',
    );
    expect(target.v1.requests.map(({ url }) => url)).toEqual(['/x']);
  });

  test('headers without end are refused', async () => {
    await using target = await lab();
    const told = await ask(target.url, '/', { headers: { 'x-long': 'x'.repeat(61_440) } });
    expect(told.status).toBe(431);
  });
});

describe('which release', () => {
  test('a draw, with the cookie that makes it stick', async () => {
    await using target = await lab();
    const told = await ask(target.url, '/');
    expect(told).toMatchObject({ body: 'v1' });
    expect(told.headers['set-cookie']).toEqual(['app-version=v1; Path=/; Max-Age=3600; SameSite=Lax']);
  });

  test.each([
    ['app-version=v2', 'v2'],
    ['a=b; app-version=v2; c=d', 'v2'],
    ['a=b;app-version=v2', 'v2'],
    ['xapp-version=v2', 'v1'],
    ['app-version=v22', 'v1'],
    ['app-version=v9', 'v1'],
  ])('with the cookie %s it is %s', async (cookie, version) => {
    await using target = await lab();
    const told = await ask(target.url, '/', { headers: { cookie } });
    expect(told.body).toBe(version);
    // Whoever has a cookie that fits gets no new one.
    expect(told.headers['set-cookie'] === undefined).toBe(version === 'v2');
  });

  test('the header wins over the cookie; one that names nothing is passed over', async () => {
    await using target = await lab();
    const get = async (version: string) =>
      (await ask(target.url, '/', { headers: { 'x-app-version': version, cookie: 'app-version=v2' } })).body;
    expect(await get('v1')).toBe('v1');
    expect(await get('v2')).toBe('v2');
    expect(await get('v3')).toBe('v2');
  });
});

describe('messages', () => {
  test('cookies of the app stay beside ours', async () => {
    await using target = await lab((_request, response) => {
      response.setHeader('set-cookie', ['own=1', 'own=2']);
      response.end();
    });
    const told = await ask(target.url, '/');
    const pairs = told.headers['set-cookie']?.map((each) => each.split(';')[0]);
    expect(pairs).toEqual(['own=1', 'own=2', 'app-version=v1']);
  });

  test('a request arrives as it was sent, with what a gateway knows added', async () => {
    await using target = await lab();
    await ask(target.url, '/a/../b?c=d', {
      method: 'POST',
      body: 'text',
      headers: {
        host: 'localhost:8080',
        'x-forwarded-for': '1.2.3.4',
        'x-forwarded-proto': 'https',
        'x-request-id': 'mine',
        'x-envoy-retry-on': '5xx',
        connection: 'keep-alive, x-mine',
        'x-mine': '1',
        'x-theirs': ['1', '2'],
        te: 'trailers',
      },
    });
    const [received] = target.v1.requests;
    expect(received).toMatchObject({ method: 'POST', url: '/b?c=d' });
    expect(received?.headers).toEqual({
      host: 'localhost:8080',
      'x-forwarded-for': '1.2.3.4,127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-request-id': 'mine',
      'x-theirs': '1, 2',
      'content-length': '4',
      'x-envoy-external-address': '127.0.0.1',
      'x-envoy-attempt-count': '1',
      'x-envoy-expected-rq-timeout-ms': '6000',
      connection: 'keep-alive',
    });
  });

  test('bodies of any length pass, in both directions', async () => {
    await using target = await lab((request, response) => request.pipe(response));
    const body = 'x'.repeat(3_000_000);
    expect((await ask(target.url, '/', { method: 'POST', body })).body).toBe(body);
    const chunked = await ask(target.url, '/', {
      method: 'PUT',
      body: 'abc',
      headers: { 'transfer-encoding': 'chunked' },
    });
    expect(chunked.body).toBe('abc');
    expect((await ask(target.url, '/', { method: 'POST' })).status).toBe(200);
  });

  test('HEAD has the headers of GET and no body; 204 and 304 have none', async () => {
    await using target = await lab((request, response) => {
      if (request.url === '/204') response.writeHead(204).end();
      else
        response.writeHead(200, { 'content-length': 5 }).end(request.method === 'HEAD' ? undefined : 'hello');
    });
    expect(await ask(target.url, '/', { method: 'HEAD' })).toMatchObject({
      status: 200,
      body: '',
      headers: { 'content-length': '5' },
    });
    expect(await ask(target.url, '/204')).toMatchObject({ status: 204, body: '' });
  });

  test('100 Continue is said when the body is wanted, and not to who is refused', async () => {
    await using target = await lab((request, response) => request.pipe(response));
    const head = (host: string) =>
      `POST / HTTP/1.1\r\nHost: ${host}\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n`;
    expect(await sendRaw(target.url, `${head('localhost')}ok`)).toMatch(
      /^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200/,
    );
    expect(await sendRaw(target.url, head('nobody'))).toMatch(/^HTTP\/1.1 404/);
  });

  test('an answer is passed on while it is being written', async () => {
    const { promise: hasBegun, resolve: begin } = Promise.withResolvers<void>();
    await using target = await lab((_request, response) => {
      response.write('first');
      void hasBegun.then(() => response.end('second'));
    });
    const socket = createConnection(Number(new URL(target.url).port), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    let seen = '';
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      seen += chunk.toString();
      if (seen.includes('first')) begin();
    }
    expect(seen).toContain('second');
  });
});

test('direct responses, redirects and rewrites', async () => {
  const rules = `
    - match: [{ uri: { exact: /teapot } }]
      directResponse: { status: 418, body: { string: short and stout } }
    - match: [{ uri: { prefix: /old } }]
      redirect: { uri: /new, redirectCode: 308 }
    - match: [{ uri: { prefix: /inner/ } }]
      rewrite: { uri: /, authority: inner.test }
      headers: { request: { add: { x-added: '1' }, remove: [x-gone] }, response: { remove: [x-secret] } }
      route: [{ destination: { host: app, subset: v1 } }]
  http:`;
  const files = await renderedLab();
  const edited = tableOf(files, (yaml) =>
    yaml.includes("name: 'forced-v1'")
      ? yaml.replace('  http:\n', () => `  http:${rules.replace(/\n {2}http:$/, '')}\n`)
      : yaml,
  );
  await using v1 = await testService({ app: 'app', version: 'v1' }, (_request, response) => {
    response.setHeader('x-secret', '1').end();
  });
  await using target = await testGateway(edited, [v1]);
  expect(await ask(target.url, '/teapot')).toMatchObject({ status: 418, body: 'short and stout' });
  const redirected = await ask(target.url, '/old');
  expect([redirected.status, redirected.headers.location]).toEqual([308, 'http://app.remla.local/new']);
  const inner = await ask(target.url, '/inner/x?y', { headers: { 'x-gone': '1' } });
  expect(inner.headers['x-secret']).toBeUndefined();
  expect(v1.requests[0]).toMatchObject({
    url: '/x?y',
    headers: {
      host: 'inner.test',
      'x-added': '1',
      'x-envoy-original-path': '/inner/x?y',
      'x-envoy-original-host': 'app.remla.local',
    },
  });
  expect(v1.requests[0]?.headers['x-gone']).toBeUndefined();
});
