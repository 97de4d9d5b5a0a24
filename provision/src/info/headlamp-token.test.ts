import { expect, test } from 'vitest';

import { openApi } from '../cluster/api.ts';
import { ClusterError } from '../cluster/cluster-error.ts';
import { limitsForLooking } from '../cluster/list-objects.ts';
import { loadKubeconfig } from '../cluster/load-kubeconfig.ts';
import { startApiDouble } from '../cluster/testing/api-double.ts';
import type { DoubleAnswer } from '../cluster/testing/api-double.ts';
import { headlampToken } from './headlamp-token.ts';

const NEVER = new AbortController().signal;

async function ask(answer: DoubleAnswer) {
  await using double = await startApiDouble(() => answer);
  const api = openApi(await loadKubeconfig({ kubeconfig: double.kubeconfig }));
  try {
    const token = await headlampToken(api, limitsForLooking(NEVER)).catch((error: unknown) => error);
    return { token, seen: double.seen };
  } finally {
    api.endpoint.close();
  }
}

test('a token of the account, good for a day', async () => {
  const { token, seen } = await ask({ status: 201, body: { status: { token: 'fresh' } } });
  expect(token).toBe('fresh');
  expect(seen.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
    {
      method: 'POST',
      path: '/api/v1/namespaces/headlamp/serviceaccounts/headlamp-admin/token',
      body: {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds: 86_400 },
      },
    },
  ]);
});

test('where Headlamp is not installed there is none', async () => {
  expect((await ask({ status: 404, body: { message: 'not found' } })).token).toBeUndefined();
});

test('a refusal is an error with the reason of the API', async () => {
  const { token } = await ask({ status: 403, body: { message: 'cannot create serviceaccounts/token' } });
  expect(token).toBeInstanceOf(ClusterError);
  expect((token as ClusterError).message).toBe('the API makes no token: cannot create serviceaccounts/token');
});
