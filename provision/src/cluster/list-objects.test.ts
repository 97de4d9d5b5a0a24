import { expect, test } from 'vitest';

import { openApi } from './api.ts';
import { ClusterError } from './cluster-error.ts';
import { limitsForLooking, listObjects } from './list-objects.ts';
import { loadKubeconfig } from './load-kubeconfig.ts';
import { startApiDouble } from './testing/api-double.ts';
import type { DoubleAnswer } from './testing/api-double.ts';

const LIMITS = limitsForLooking(new AbortController().signal);

async function list(kind: string, answer: DoubleAnswer) {
  await using double = await startApiDouble(() => answer);
  const endpoint = await loadKubeconfig({ kubeconfig: double.kubeconfig });
  const of = { apiVersion: 'v1', kind, namespace: 'lab', fields: 'metadata.name=a' };
  const found = await listObjects<{ readonly kind: string; readonly n: number }>(
    openApi(endpoint),
    of,
    LIMITS,
  );
  endpoint.close();
  return { found, path: double.seen.at(-1)?.path };
}

test('the objects of a namespace, each with its kind', async () => {
  expect(await list('Pod', { body: { items: [{ n: 1 }, { n: 2 }] } })).toEqual({
    found: [
      { apiVersion: 'v1', kind: 'Pod', n: 1 },
      { apiVersion: 'v1', kind: 'Pod', n: 2 },
    ],
    path: '/api/v1/namespaces/lab/pods?fieldSelector=metadata.name%3Da',
  });
});

test('none of a kind that is not served', async () => {
  expect((await list('Unheard', undefined)).found).toEqual([]);
});

test('who may not list is told so, and not that there are none', async () => {
  const refusal = { kind: 'Status', reason: 'Forbidden', message: 'pods is forbidden' };
  const listing = list('Pod', { status: 403, body: refusal });
  await expect(listing).rejects.toThrow(ClusterError);
  await expect(listing).rejects.toThrow('the kind Pod there are: pods is forbidden');
});
