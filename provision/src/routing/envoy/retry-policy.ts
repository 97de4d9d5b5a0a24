import { protobufDuration } from '../duration.ts';
import type { Retries } from '../table.ts';

// What Istio sends where a VirtualService says nothing about retries, or nothing about when.
const DEFAULT_ATTEMPTS = 2;
const DEFAULT_RETRY_ON = [
  'connect-failure',
  'refused-stream',
  'unavailable',
  'cancelled',
  'retriable-status-codes',
];

const PREVIOUS_HOSTS = {
  name: 'envoy.retry_host_predicates.previous_hosts',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate',
  },
};

/** Retries as they hold: what a VirtualService says, Istio's defaults in the place of what it leaves out. */
export function effectiveRetries(retries: Retries | undefined): Omit<Retries, 'retryOn'> & {
  readonly retryOn: readonly string[];
} {
  const { attempts = DEFAULT_ATTEMPTS, perTryTimeoutMs, statusCodes = [], backoffMs } = retries ?? {};
  const words = retries?.retryOn ?? DEFAULT_RETRY_ON;
  const isByStatus = statusCodes.length > 0 && !words.includes('retriable-status-codes');
  const retryOn = isByStatus ? [...words, 'retriable-status-codes'] : words;
  return { attempts, perTryTimeoutMs, statusCodes, backoffMs, retryOn };
}

/** Envoy's RetryPolicy; undefined where nothing is ever retried. */
export function envoyRetryPolicy(retries: Retries | undefined): object | undefined {
  const { attempts, perTryTimeoutMs, statusCodes, backoffMs, retryOn } = effectiveRetries(retries);
  if (attempts === 0) return undefined;
  return {
    retry_on: retryOn.join(','),
    num_retries: attempts,
    ...(perTryTimeoutMs !== undefined && { per_try_timeout: protobufDuration(perTryTimeoutMs) }),
    ...(statusCodes.length > 0 && { retriable_status_codes: statusCodes }),
    ...(backoffMs !== undefined && { retry_back_off: { base_interval: protobufDuration(backoffMs) } }),
    retry_host_predicate: [PREVIOUS_HOSTS],
    host_selection_retry_max_attempts: '5',
  };
}
