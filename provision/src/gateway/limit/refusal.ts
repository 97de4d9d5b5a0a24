import type { RateLimit } from '../../routing/build/rate-limit.ts';
import type { HeaderField } from '../../routing/schema/header-operations.ts';

/** What a refused client gets. */
export interface Refusal {
  readonly status: number;
  readonly body: string;
  readonly headers: readonly HeaderField[];
}

/** The answer to a refused request. The headers are the first ones of the answer, so nothing is there to be overwritten. */
export function refusalOf({ status, responseHeaders }: RateLimit): Refusal {
  const headers = responseHeaders
    .filter(({ append_action: action }) => action !== 'OVERWRITE_IF_EXISTS')
    .map(({ header }): HeaderField => [header.key.toLowerCase(), header.value]);
  return { status, body: 'local_rate_limited', headers };
}
