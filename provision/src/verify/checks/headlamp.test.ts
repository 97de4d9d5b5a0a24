import { expect, test } from 'vitest';

import { linesOf } from '../testing/judge.ts';
import { startWebDouble } from '../testing/web-double.ts';
import type { DoublePage } from '../testing/web-double.ts';
import { webOf } from '../web/ask-web.ts';
import { checkHeadlamp } from './headlamp.ts';

// No Headlamp can be had where these tests run: a server with a certificate that nobody vouches for answers as its back
// end does at /config.

async function look(page: DoublePage, isSecure = true) {
  await using double = await startWebDouble({ '/config': page }, { isSecure });
  const ask = webOf(new AbortController().signal);
  return await checkHeadlamp(ask, double.url.replace('http://', 'https://'));
}

test('a Headlamp over https, which knows its cluster', async () => {
  const page = { body: { clusters: [{ name: 'main', auth_type: '' }], isDynamicClusterEnabled: false } };
  expect(await look(page)).toMatchObject({
    state: 'ok',
    details: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+, cluster main$/) as string,
  });
});

test.each([{ clusters: [] }, { clusters: null }])('a Headlamp without a cluster', async (config) => {
  expect(linesOf(await look({ body: config }))).toEqual(['Headlamp knows no cluster']);
});

test('a Headlamp that speaks http alone', async () => {
  const [line = ''] = linesOf(await look({ body: {} }, false));
  expect(line).toMatch(/^Headlamp does not answer at https:.*: .*(SSL|EPROTO|wrong version)/);
});

test('a Go server says to plain http that it speaks https', async () => {
  const page = { status: 400, body: 'Client sent an HTTP request to an HTTPS server.' };
  expect(linesOf(await look(page))[0]).toMatch(/speaks no https$/);
});
