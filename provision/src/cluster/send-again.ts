import { pause } from '../run/clock.ts';
import type { Clock } from '../run/clock.ts';
import { ClusterError } from './cluster-error.ts';
import type { Endpoint } from './load-kubeconfig.ts';
import { sendRequest } from './request.ts';
import type { ApiRequest, ApiResponse } from './request.ts';

/** Ends requests, tells the time, and hears why nothing goes on. */
export interface Limits {
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly onWaiting: (reason: string) => void;
  /** How long an API server may be away. @default 15_000, for it starts again in less */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 15_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;

/**
 * Sends a request, and again while the server is only busy, or away for a moment.
 * @throws {ClusterError} where no answer came, and for credentials that are not accepted
 */
export async function sendUntilAnswered(
  endpoint: Endpoint,
  request: ApiRequest,
  limits: Limits,
): Promise<ApiResponse> {
  const { clock, signal, patienceMs = PATIENCE_MS } = limits;
  const endMs = clock.now() + patienceMs;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    const outcome = await sendRequest(endpoint, request, signal).catch((error: unknown) => {
      if (error instanceof ClusterError && error.mayPass && request.isOnce !== true) return error;
      throw error;
    });
    const isFinal = outcome instanceof ClusterError ? false : !isBusy(outcome);
    if (isFinal || clock.now() + waitMs > endMs) {
      if (outcome instanceof ClusterError) throw outcome;
      return accepted(outcome, endpoint);
    }
    limits.onWaiting(
      outcome instanceof ClusterError ? outcome.message : `the API server is busy (HTTP ${outcome.status})`,
    );
    const askedMs = outcome instanceof ClusterError ? 0 : (outcome.retryAfterSeconds ?? 0) * 1_000;
    await pause(Math.max(waitMs, Math.min(askedMs, patienceMs)), limits);
  }
}

/** 429: too many requests; 503, 504: not now. 500 passes where etcd had no leader for a moment. */
function isBusy({ status, text }: ApiResponse): boolean {
  if ([429, 503, 504].includes(status)) return true;
  return status === 500 && /etcdserver: (leader changed|request timed out|no leader)/.test(text);
}

function accepted(response: ApiResponse, { file, server }: Endpoint): ApiResponse {
  if (response.status !== 401) return response;
  throw new ClusterError(`${server} does not accept the credentials in ${file}: 401 Unauthorized`, {
    hint: 'a cluster that was made anew has a new kubeconfig: npm run provision writes it',
  });
}
