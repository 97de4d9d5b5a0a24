import { expect, test } from 'vitest';

import { linesOf } from '../testing/judge.ts';
import { startWebDouble } from '../testing/web-double.ts';
import type { DoublePage } from '../testing/web-double.ts';
import { webOf } from '../web/ask-web.ts';
import { checkKiali } from './kiali.ts';

// No Kiali can be had where these tests run: a server answers as Kiali 2 does at /kiali/api/istio/status, where it tells
// what it found of the mesh's parts when it asked each of them itself.

const part = (name: string, status = 'Healthy', isCore = false) => ({
  cluster: 'Kubernetes',
  name,
  namespace: 'istio-system',
  status,
  is_core: isCore,
});
const MESH = [part('istiod', 'Healthy', true), part('istio-ingressgateway')];
const ADDONS = ['prometheus', 'grafana', 'tracing'];

async function look(page: DoublePage, isMonitored = true) {
  await using double = await startWebDouble({ '/kiali/api/istio/status': page });
  const ask = webOf(new AbortController().signal);
  return await checkKiali({ ask, url: `${double.url}/kiali`, isMonitored });
}

test('a Kiali that reaches everything', async () => {
  expect(await look({ body: [...MESH, ...ADDONS.map((name) => part(name))] })).toMatchObject({
    state: 'ok',
    details: expect.stringMatching(
      /\/kiali, it reaches istiod, istio-ingressgateway, prometheus, grafana, tracing$/,
    ) as string,
  });
});

test.each<[string, DoublePage, readonly string[]]>([
  [
    'Grafana and Jaeger behind wrong addresses',
    { body: [...MESH, part('prometheus'), part('grafana', 'Unreachable'), part('tracing', 'Unreachable')] },
    ['Kiali finds grafana Unreachable', 'Kiali finds tracing Unreachable'],
  ],
  [
    'tracing that was never switched on',
    { body: [...MESH, part('prometheus'), part('grafana')] },
    ['Kiali is connected to no tracing'],
  ],
  [
    'no istiod',
    { body: [part('istiod', 'NotFound', true), ...ADDONS.map((name) => part(name))] },
    ['Kiali finds istiod NotFound'],
  ],
  ['a login', { status: 401, body: 'Unauthorized' }, ['Kiali asks for a login, which the lab does not want']],
])('%s', async (_name, page, expected) => {
  expect(linesOf(await look(page))).toEqual(expected);
});

test('without monitoring, what Kiali says of it does not count', async () => {
  const body = [
    ...MESH,
    part('prometheus', 'Unreachable'),
    part('custom dashboards', 'Unreachable'),
    part('tracing'),
  ];
  expect(linesOf(await look({ body }, false))).toEqual(['ok']);
  expect(linesOf(await look({ body: MESH }, false))).toEqual(['Kiali is connected to no tracing']);
});

test('a Kiali that cannot ask the API of its cluster', async () => {
  const [line = ''] = linesOf(await look({ status: 500, body: { error: 'no mesh' } }));
  expect(line).toMatch(/^Kiali answers .*\/kiali\/api\/istio\/status with 500: \{"error":"no mesh"\}$/);
});
