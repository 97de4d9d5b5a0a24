import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { expect, test } from 'vitest';

import { startWebServer } from '../run/interpret/testing/web-server.ts';
import { requestUrl } from './request.ts';

const OPTIONS = { signal: new AbortController().signal, environment: {} };

test('redirects are followed, relative ones too, with the headers', async () => {
  await using web = await startWebServer((request, response) => {
    if (request.url === '/a') response.writeHead(302, { location: 'b' }).end();
    else response.end(`${request.url} ${request.headers.range}`);
  });

  const { response, url } = await requestUrl(`${web.url}/a`, { ...OPTIONS, headers: { range: 'bytes=1-' } });

  expect([url, await text(response)]).toEqual([`${web.url}/b`, '/b bytes=1-']);
});

test('redirects in a circle end', async () => {
  await using web = await startWebServer((_request, response) => {
    response.writeHead(301, { location: '/again' }).end();
  });

  await expect(requestUrl(web.url, OPTIONS)).rejects.toThrow('more than 10 redirects');
});

test('a proxy of the environment is asked, but not for what NO_PROXY names', async () => {
  await using web = await startWebServer((_request, response) => response.end('from the server'));
  const proxy = createServer((request, response) => response.end(`from the proxy: ${request.url}`));
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const environment = { HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
  try {
    const through = await requestUrl('http://example.invalid/file', { ...OPTIONS, environment });
    const past = await requestUrl(web.url, {
      ...OPTIONS,
      environment: { ...environment, NO_PROXY: '127.0.0.1' },
    });

    expect(await text(through.response)).toBe('from the proxy: http://example.invalid/file');
    expect(await text(past.response)).toBe('from the server');
  } finally {
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  }
});

test('an aborted request ends', async () => {
  await using web = await startWebServer(() => undefined);
  const stop = new AbortController();
  const asking = requestUrl(web.url, { ...OPTIONS, signal: stop.signal });
  stop.abort();

  await expect(asking).rejects.toThrow('aborted');
});
