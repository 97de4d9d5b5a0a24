import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Clock } from '../clock.ts';
import { closeAfter, drainServer } from './drain.ts';

// Envoy's bound for the headers of a request.
const MAX_HEADER_BYTES = 60 * 1024;
// A client that takes longer than this over its headers, or over a whole request, holds a socket for nothing.
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 60_000;
const KEEP_ALIVE_TIMEOUT_MS = 75_000;
// Longer than clients of ours keep an idle connection (1 s): they close first.
const DRAIN_IDLE_MS = 2000;
const DRAIN_DEADLINE_MS = 20_000;

/** Something that listens; closed by whoever started it. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  /** For clients on this machine. */
  readonly url: string;
  /** Lets what is under way end, then closes. A second call waits for the first. */
  close(options?: { readonly idleMs?: number; readonly deadlineMs?: number }): Promise<void>;
}

/** Where and how to listen. */
export interface ListenOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly clock: Clock;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** Listens for HTTP/1.1. @throws {Error} with `code: 'EADDRINUSE'` and the like when the port cannot be had */
export async function listen({ host, port, clock, handle }: ListenOptions): Promise<Listening> {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
  });
  let closing: Promise<void> | undefined;
  const underWay = new Set<ServerResponse>();
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    if (closing) closeAfter(response);
    // A client that goes away in the middle is no news: whoever writes the answer sees it.
    request.on('error', () => {});
    response.on('error', () => {});
    handle(request, response).catch((error: unknown) => {
      response.destroy();
      throw error;
    });
  };
  server.on('request', onRequest);
  // Who handles the request says 100 Continue, when it wants the body.
  server.on('checkContinue', onRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { address, port: bound } = server.address() as AddressInfo;
  const urlHost = address.includes(':') ? `[${address}]` : address;
  return {
    host: address,
    port: bound,
    url: `http://${urlHost}:${bound}`,
    close: ({ idleMs = DRAIN_IDLE_MS, deadlineMs = DRAIN_DEADLINE_MS } = {}) => {
      for (const response of underWay) closeAfter(response);
      return (closing ??= drainServer(server, { clock, idleMs, deadlineMs }));
    },
  };
}
