import type { ListRead } from '../modules/cluster.ts';
import { systemClock } from '../run/clock.ts';
import type { Api } from './api.ts';
import { ClusterError } from './cluster-error.ts';
import { readFrom } from './read.ts';
import type { Limits } from './send-again.ts';

/** An API server that is away for longer is away: whoever only looks does not wait for it. */
const PATIENCE_MS = 1_000;

/** The limits of a command that shows how things are, and changes nothing. */
export function limitsForLooking(signal: AbortSignal): Limits {
  return { signal, clock: systemClock, onWaiting: () => undefined, patienceMs: PATIENCE_MS };
}

/**
 * The objects of a kind as the API gives them, of one namespace or of all; none where the kind is not served.
 * @throws {ClusterError} where the API cannot be asked, or refuses to tell, and the signal's reason
 */
export async function listObjects<Item>(
  api: Api,
  of: Omit<ListRead, 'read'>,
  limits: Limits,
): Promise<readonly Item[]> {
  const answer = await readFrom(api, { read: 'list', ...of }, limits);
  if (answer.kind === 'list') return answer.items as readonly unknown[] as readonly Item[];
  if (answer.kind !== 'refused') return [];
  throw new ClusterError(
    `the API does not tell which objects of the kind ${of.kind} there are: ${answer.message}`,
    {
      hint: `who is asked as stands in ${api.endpoint.file}`,
    },
  );
}
