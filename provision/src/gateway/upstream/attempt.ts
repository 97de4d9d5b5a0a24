import { request as sendRequest } from 'node:http';
import type { Agent, ClientRequest, IncomingMessage, ServerResponse } from 'node:http';

import type { HeaderField } from '../../routing/schema/header-operations.ts';
import { flat } from '../http/header-list.ts';
import { hasBody } from '../http/upstream-headers.ts';
import type { Endpoint } from './endpoint-registry.ts';

/** What one try came to. */
export type Attempt =
  | { readonly kind: 'answered'; readonly answer: IncomingMessage; readonly upstream: ClientRequest }
  /** Nothing of the request has left: it can go to somebody else. */
  | { readonly kind: 'unsent' }
  /** It left, or a part of it, and there will be no answer. */
  | { readonly kind: 'broken' }
  /** The signal ended it. */
  | { readonly kind: 'aborted' };

/** One try at one endpoint. */
export interface AttemptOptions {
  readonly endpoint: Endpoint;
  readonly agent: Agent;
  readonly downstream: { readonly request: IncomingMessage; readonly response: ServerResponse };
  readonly target: string;
  readonly headers: readonly HeaderField[];
  /** Ends the try, and the answer's body after it. */
  readonly signal: AbortSignal;
  /** Called when the whole request has been handed over. */
  readonly onSent: () => void;
}

// RFC 9110, 9.2.2, of what has no body here: may be sent twice.
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Sends a request to an endpoint. Reads nothing of its body before there is a connection, so that an unsent one is whole. */
export function attempt(options: AttemptOptions): Promise<Attempt> {
  const { endpoint, agent, downstream, target, headers, signal, onSent } = options;
  const { request } = downstream;
  const isRepeatable = IDEMPOTENT.has(request.method ?? '') && !hasBody(request);
  const { promise, resolve } = Promise.withResolvers<Attempt>();
  if (signal.aborted) return Promise.resolve({ kind: 'aborted' });
  const upstream = sendRequest({
    agent,
    host: endpoint.host,
    port: endpoint.port,
    method: request.method,
    path: target,
    headers: flat(headers),
    setHost: false,
  });
  let isConnected = false;
  const abort = () => upstream.destroy();
  signal.addEventListener('abort', abort, { once: true });
  upstream.once('response', (answer) => resolve({ kind: 'answered', answer, upstream }));
  // After an answer the promise is settled; who reads the answer learns of the error from it.
  const fail = () => {
    signal.removeEventListener('abort', abort);
    // A kept connection that its owner closed at this very moment: nobody has read the request.
    const isStale = isConnected && upstream.reusedSocket && isRepeatable;
    const kind = !isConnected || isStale ? 'unsent' : 'broken';
    resolve({ kind: signal.aborted ? 'aborted' : kind });
  };
  upstream.on('error', fail);
  upstream.once('close', fail);
  upstream.once('socket', (socket) => {
    const connected = () => {
      isConnected = true;
      sendBody(downstream, upstream, onSent);
    };
    if (socket.connecting) socket.once('connect', connected);
    else connected();
  });
  return promise;
}

function sendBody(
  { request, response }: AttemptOptions['downstream'],
  upstream: ClientRequest,
  onSent: () => void,
): void {
  if (!hasBody(request)) {
    upstream.end();
    onSent();
    return;
  }
  if (request.headers.expect !== undefined && !response.headersSent) response.writeContinue();
  if (request.readableEnded) onSent();
  else request.once('end', onSent);
  request.pipe(upstream);
}
