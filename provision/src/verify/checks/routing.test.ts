import { expect, test } from 'vitest';

import { openApi } from '../../cluster/api.ts';
import { limitsForLooking } from '../../cluster/list-objects.ts';
import { loadKubeconfig } from '../../cluster/load-kubeconfig.ts';
import { startApiDouble } from '../../cluster/testing/api-double.ts';
import type { DoubleAnswer, SeenRequest } from '../../cluster/testing/api-double.ts';
import { linesOf } from '../testing/judge.ts';
import { checkRouting, routingObjects } from './routing.ts';

// Our side of it; e2e/cluster/mesh.test.ts does the same with a real API server and Istio's definitions.

const API = 'networking.istio.io/v1';
const SPEC = { http: [{ name: 'canary', route: [{ weight: 90 }, { weight: 10 }] }] };
const OURS = {
  apiVersion: API,
  kind: 'VirtualService',
  metadata: { name: 'app', namespace: 'lab' },
  spec: SPEC,
};

/** `live`: what a GET answers; what would be applied is answered as it was sent. */
async function look(live: (request: SeenRequest) => DoubleAnswer, isServed = true) {
  await using double = await startApiDouble((request) =>
    request.method === 'GET' ? live(request) : { body: request.body },
  );
  if (isServed) {
    double.served.set(API, [{ kind: 'VirtualService', plural: 'virtualservices', isNamespaced: true }]);
  }
  const endpoint = await loadKubeconfig({ kubeconfig: double.kubeconfig });
  const limits = limitsForLooking(new AbortController().signal);
  const verdict = await checkRouting(openApi(endpoint), [OURS], { namespace: 'lab', limits });
  endpoint.close();
  return { lines: linesOf(verdict), applied: double.seen.filter(({ method }) => method === 'PATCH') };
}

test('an object as it is in kubernetes/; nothing is changed by the looking', async () => {
  const { lines, applied } = await look(() => ({ body: OURS }));
  expect(lines).toEqual(['ok']);
  expect(applied.map(({ path }) => path)).toEqual([expect.stringContaining('dryRun=All')]);
});

test('another weight: where it stands, what it is, what it should be', async () => {
  const spec = { http: [{ name: 'canary', route: [{ weight: 50 }, { weight: 50 }] }] };
  const { lines } = await look(() => ({ body: { ...OURS, spec } }));
  expect(lines).toEqual(['VirtualService lab/app: spec.http.0.route.0.weight is 50, kubernetes/ says 90']);
});

test('a route that somebody added', async () => {
  const spec = { http: [...SPEC.http, { name: 'mine' }] };
  const { lines } = await look(() => ({ body: { ...OURS, spec } }));
  expect(lines).toEqual([
    'VirtualService lab/app: spec.http.1 is {"name":"mine"}, kubernetes/ says not there',
  ]);
});

test('an object that is not there, and kinds that nobody serves', async () => {
  const missing = {
    kind: 'Status',
    reason: 'NotFound',
    message: 'not found',
    details: { kind: 'virtualservices' },
  };
  expect((await look(() => ({ status: 404, body: missing }))).lines).toEqual([
    'VirtualService lab/app is not there',
  ]);
  expect((await look(() => undefined, false)).lines).toEqual([
    'not installed: the cluster does not serve the kinds of Istio',
  ]);
});

test('only what decides about requests is compared', () => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'app' } };
  expect(routingObjects([OURS, service])).toEqual([OURS]);
});
