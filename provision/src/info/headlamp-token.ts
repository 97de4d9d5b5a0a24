import type { Api } from '../cluster/api.ts';
import { ClusterError } from '../cluster/cluster-error.ts';
import type { Limits } from '../cluster/send-again.ts';

/** For how long a token is good: a day of work. */
const LIFETIME_SECONDS = 86_400;

/** The account that may do everything; playbooks/platform/dashboard.yml makes it. */
const ACCOUNT = '/api/v1/namespaces/headlamp/serviceaccounts/headlamp-admin';

/**
 * A fresh token with which Headlamp opens everything, good for a day; undefined where its account is not there.
 * @throws {ClusterError} where the API cannot be asked, or refuses
 */
export async function headlampToken({ send, endpoint }: Api, limits: Limits): Promise<string | undefined> {
  const value = {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: LIFETIME_SECONDS },
  };
  const { status, text } = await send(
    { method: 'POST', path: `${ACCOUNT}/token`, body: { type: 'application/json', value } },
    limits,
  );
  if (status === 404) return undefined;
  const answer = JSON.parse(text) as { status?: { token?: string }; message?: string };
  if (status === 201 && answer.status?.token !== undefined) return answer.status.token;
  throw new ClusterError(`the API makes no token: ${answer.message ?? `HTTP ${status}`}`, {
    hint: `who is asked as stands in ${endpoint.file}`,
  });
}
