import { pipeline } from 'node:stream/promises';

import { NO_OPERATIONS } from '../routing/schema/header-operations.ts';
import type { HeaderField } from '../routing/schema/header-operations.ts';
import type { Action, WeightedDestination } from '../routing/table.ts';
import type { Route } from '../routing/view/proxy-view.ts';
import { changed, endToEnd, flat, replaced } from './http/header-list.ts';
import { SERVER_NAME, sendLocalReply } from './http/local-reply.ts';
import { hasBody, upstreamHeaders } from './http/upstream-headers.ts';
import { watch } from './http/watch.ts';
import type { Watch } from './http/watch.ts';
import type { RequestHead } from './match/request-head.ts';
import { rewriteTarget } from './match/rewrite.ts';
import type { Outcome } from './outcome.ts';
import type { Answering, Ended, ProxyOptions } from './proxy-options.ts';
import { dispatch } from './upstream/forward.ts';
import type { Dispatched } from './upstream/forward.ts';

/** A request that is to be relayed to one of its route's destinations. */
export interface Relaying extends Answering {
  readonly head: RequestHead;
  readonly route: Route;
  readonly action: Action & { readonly kind: 'route' };
  readonly destination: WeightedDestination;
  readonly limitHeaders: readonly HeaderField[];
}

type Answered = Dispatched & { readonly kind: 'answered' };

/** Sends a request to an endpoint and its answer back. Resolves when both are over. */
export async function relay(options: ProxyOptions, asked: Relaying): Promise<Ended> {
  const { request, response, head, route, action, destination } = asked;
  const { upstreams, edge } = options;
  const cluster = options.clusterOf(destination.destination);
  const watched = watch(response, { clock: upstreams.clock, timeoutMs: route.rule.timeoutMs ?? 0 });
  // As in Envoy the route's time runs from the end of the request on; one without a body has ended already.
  if (!hasBody(request)) watched.startTimer();
  const result = await dispatch(upstreams, {
    cluster,
    downstream: { request, response },
    target: rewriteTarget(head.target, action.rewrite, route.match),
    retries: route.rule.retries,
    signal: watched.signal,
    onSent: watched.startTimer,
    headersFor: (attempt) =>
      upstreamHeaders({
        request,
        rule: route.rule,
        destination,
        target: head.target,
        requestId: asked.requestId,
        clientAddress: edge ? asked.address : undefined,
        attempt,
      }),
  });
  const outcome =
    result.kind === 'answered'
      ? await sendBack(asked, result, { watched, serviceTimeMs: upstreams.clock.now() - asked.startedAtMs })
      : fail(asked, result, watched);
  watched.stop();
  return {
    ...outcome,
    ...(outcome.flags === 'UC' && watched.isTimeUp() && { flags: 'UT' as const }),
    route: route.rule.name,
    cluster: cluster.name,
    service: cluster.host,
    endpoint: result.kind === 'answered' ? result.taken.endpoint : result.endpoint,
    attempts: result.attempts,
  };
}

async function sendBack(
  { response, route, destination, limitHeaders }: Relaying,
  { answer, taken }: Answered,
  { watched, serviceTimeMs }: { watched: Watch; serviceTimeMs: number },
): Promise<Outcome> {
  const status = answer.statusCode ?? 502;
  const own: HeaderField[] = [['x-envoy-upstream-service-time', String(Math.round(serviceTimeMs))]];
  const given = changed(replaced(endToEnd(answer.rawHeaders), own), route.rule.headers.response);
  const headers = changed(given, (destination.headers ?? NO_OPERATIONS).response);
  const all = replaced([...headers, ...limitHeaders], [['server', SERVER_NAME]]);
  response.writeHead(status, answer.statusMessage ?? '', flat(all));
  let isUpstreamBroken = false;
  answer.once('error', () => (isUpstreamBroken = !watched.isClientGone()));
  try {
    await pipeline(answer, response);
    return { status, flags: '-' };
  } catch {
    // One of the two went away in the middle of the answer, or its time was up; the other one was told by closing.
    return { status, flags: isUpstreamBroken ? 'UC' : 'DC' };
  } finally {
    taken.release(status);
  }
}

const BROKEN = 'upstream connect error or disconnect/reset before headers. reset reason: ';

// How long a client should wait that found nobody at home: a restart takes about that long.
const RETRY_AFTER: HeaderField = ['retry-after', '1'];

function fail(asked: Relaying, result: Exclude<Dispatched, Answered>, watched: Watch): Outcome {
  const { response, route, destination, limitHeaders } = asked;
  if (watched.isClientGone()) return { status: 0, flags: 'DC' };
  const added = changed(changed([], route.rule.headers.response), destination.headers.response);
  const send = (status: number, body: string, extra: readonly HeaderField[], flags: Outcome['flags']) => {
    sendLocalReply(response, { status, body, headers: [...extra, ...added, ...limitHeaders] });
    return { status, flags };
  };
  if (watched.isTimeUp() || result.kind === 'try-timeout')
    return send(504, 'upstream request timeout', [], 'UT');
  switch (result.kind) {
    case 'unavailable':
      return send(503, 'no healthy upstream', [RETRY_AFTER], 'UH');
    case 'unreachable':
      return send(503, `${BROKEN}connection failure`, [RETRY_AFTER], result.attempts > 1 ? 'URX,UF' : 'UF');
    default:
      return send(503, `${BROKEN}connection termination`, [], 'UC');
  }
}
