import type { IncomingMessage, ServerResponse } from 'node:http';

import type { WeightedDestination } from '../routing/table.ts';
import type { HeaderField } from '../routing/schema/header-operations.ts';
import { NO_OPERATIONS } from '../routing/schema/header-operations.ts';
import type { Route } from '../routing/view/proxy-view.ts';
import { clientAddress, plainAddress } from './http/client-address.ts';
import { changed } from './http/header-list.ts';
import { sendLocalReply } from './http/local-reply.ts';
import { redirectLocation } from './http/redirect.ts';
import { requestIdOf } from './http/request-id.ts';
import { pathOf } from './match/path.ts';
import { readHead } from './match/request-head.ts';
import type { RequestHead } from './match/request-head.ts';
import { pickWeighted } from './match/weighted.ts';
import type { Outcome } from './outcome.ts';
import type { Answering, Ended, ProxyOptions } from './proxy-options.ts';
import { relay } from './relay.ts';

/** Answers a request as the routes say. Never rejects for what a client or an endpoint does. */
export async function handle(
  options: ProxyOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { upstreams, edge } = options;
  const startedAtMs = upstreams.clock.now();
  const requestId = requestIdOf(first(request.headers['x-request-id']), options.makeId);
  const head = readHead(request.method ?? 'GET', request.url ?? '', request.rawHeaders);
  const peer = request.socket.remoteAddress ?? '';
  const address = edge ? addressOf(peer, head, edge.trustedHops) : plainAddress(peer);
  const ended = await answer(options, { request, response, head, address, requestId, startedAtMs });
  const isHead = typeof head !== 'string';
  options.onExchange({
    route: undefined,
    cluster: undefined,
    service: undefined,
    endpoint: undefined,
    attempts: 0,
    ...ended,
    proxy: options.name,
    requestId,
    method: request.method ?? '',
    host: isHead ? head.host : '',
    path: isHead ? pathOf(head.target) : '',
    durationMs: upstreams.clock.now() - startedAtMs,
    clientAddress: address,
  });
}

async function answer(
  options: ProxyOptions,
  asked: Answering & { readonly head: ReturnType<typeof readHead> },
): Promise<Ended> {
  const { head, response, address } = asked;
  if (head === 'bad-request') return reply(response, 400, '');
  if (head === 'no-path') return reply(response, 404, '');
  const { upstreams, edge } = options;
  const route = options.router(head);
  const destination = route && destinationOf(route, upstreams.random);
  // The limiter stands before the router, as in Envoy: what has no route costs a token, too. The headers that the
  // route adds to answers are added to a refusal as well.
  const verdict = edge?.limiter?.decide(head, address, upstreams.clock.now());
  const limitHeaders = verdict?.headers ?? [];
  const added = route ? responseHeaders(route, destination, limitHeaders) : limitHeaders;
  const cluster = destination && options.clusterOf(destination.destination);
  const named = { route: route?.rule.name, cluster: cluster?.name, service: cluster?.host };
  if (verdict?.isAllowed === false && edge?.limiter) {
    const { status, body, headers } = edge.limiter.refusal;
    return { ...reply(response, status, body, [...headers, ...added]), ...named, flags: 'RL' };
  }
  if (!route) return { ...reply(response, 404, '', limitHeaders), flags: 'NR' };
  const { action } = route.rule;
  switch (action.kind) {
    case 'direct':
      return { ...reply(response, action.status, action.body, added), ...named };
    case 'redirect': {
      const location: HeaderField = ['location', redirectLocation(action.redirect, head)];
      return { ...reply(response, action.redirect.status, '', [location, ...added]), ...named };
    }
    case 'route':
      if (!destination)
        return { ...reply(response, 503, 'no healthy upstream', added), ...named, flags: 'UH' };
      return relay(options, { ...asked, head, route, action, destination, limitHeaders });
  }
}

function destinationOf({ rule }: Route, random: () => number): WeightedDestination | undefined {
  return rule.action.kind === 'route' ? pickWeighted(rule.action.destinations, random) : undefined;
}

/** Headers of an answer of our own to a request of this route. */
function responseHeaders(
  { rule }: Route,
  destination: WeightedDestination | undefined,
  limitHeaders: readonly HeaderField[],
): readonly HeaderField[] {
  const own = changed(changed([], rule.headers.response), (destination?.headers ?? NO_OPERATIONS).response);
  return [...own, ...limitHeaders];
}

function reply(
  response: ServerResponse,
  status: number,
  body: string,
  headers: readonly HeaderField[] = [],
): Outcome {
  sendLocalReply(response, { status, body, headers });
  return { status, flags: '-' };
}

function addressOf(peer: string, head: RequestHead | string, trustedHops: number): string {
  const forwardedFor = typeof head === 'string' ? undefined : head.headers.get('x-forwarded-for')?.join(',');
  return clientAddress(peer, forwardedFor, trustedHops);
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
