import type { IncomingMessage } from 'node:http';

import type { HeaderField } from '../../routing/schema/header-operations.ts';
import type { HttpRule, WeightedDestination } from '../../routing/table.ts';
import { plainAddress } from './client-address.ts';
import { changed, endToEnd, replaced } from './header-list.ts';

/** What is known about a request when it is sent on. */
export interface Forwarding {
  readonly request: IncomingMessage;
  readonly rule: HttpRule;
  readonly destination: WeightedDestination;
  /** Path and query string before any rewrite. */
  readonly target: string;
  readonly requestId: string;
  /** Undefined inside the mesh, where nothing that callers say about themselves is touched. */
  readonly clientAddress: string | undefined;
  /** 1 for the first try. */
  readonly attempt: number;
}

/** The headers of a request as its endpoint gets them. */
export function upstreamHeaders(forwarding: Forwarding): readonly HeaderField[] {
  const { request, rule, destination, requestId, clientAddress, attempt } = forwarding;
  const isEdge = clientAddress !== undefined;
  const given = endToEnd(request.rawHeaders).filter(([name]) => !isEdge || !name.startsWith('x-envoy-'));
  const own: HeaderField[] = [
    ['x-request-id', requestId],
    ['x-envoy-attempt-count', String(attempt)],
    ...expectedTimeout(rule),
    ...(isEdge ? edgeHeaders(request, clientAddress) : []),
    ...originals(forwarding),
    ...framing(request),
  ];
  const sent = changed(changed(replaced(given, own), rule.headers.request), destination.headers.request);
  const authority = rule.action.kind === 'route' ? rule.action.rewrite.authority : undefined;
  return authority === undefined ? sent : replaced(sent, [['host', authority]]);
}

/** What a rewrite has changed, for whoever needs to know. */
function originals({ request, rule: { action }, target }: Forwarding): readonly HeaderField[] {
  if (action.kind !== 'route') return [];
  const { path, authority } = action.rewrite;
  return [
    ...(path === undefined ? [] : [['x-envoy-original-path', target] as const]),
    ...(authority === undefined ? [] : [['x-envoy-original-host', request.headers.host ?? ''] as const]),
  ];
}

function edgeHeaders(request: IncomingMessage, clientAddress: string): readonly HeaderField[] {
  const peer = plainAddress(request.socket.remoteAddress ?? '');
  const before = endToEnd(request.rawHeaders).flatMap(([name, value]) =>
    name === 'x-forwarded-for' ? value : [],
  );
  return [
    ['x-forwarded-for', [...before, peer].join(',')],
    ['x-forwarded-proto', 'http'],
    ['x-envoy-external-address', clientAddress],
  ];
}

function expectedTimeout({ timeoutMs = 0, retries }: HttpRule): readonly HeaderField[] {
  const limits = [timeoutMs, retries?.perTryTimeoutMs ?? 0].filter((each) => each > 0);
  return limits.length > 0 ? [['x-envoy-expected-rq-timeout-ms', String(Math.min(...limits))]] : [];
}

/** How the length of the body is told: as the client told it, and plainly where it has none. */
function framing(request: IncomingMessage): readonly HeaderField[] {
  if (request.headers['transfer-encoding'] !== undefined) return [['transfer-encoding', 'chunked']];
  const hasNoLength = request.headers['content-length'] === undefined;
  return hasNoLength && /^(POST|PUT|PATCH)$/.test(request.method ?? '') ? [['content-length', '0']] : [];
}

/** Whether a body follows the request's headers. */
export function hasBody(request: IncomingMessage): boolean {
  const { 'transfer-encoding': coding, 'content-length': length } = request.headers;
  return coding !== undefined || (length !== undefined && Number(length) > 0);
}
