import type { Registry } from 'prom-client';

import type { Clock } from '../clock.ts';
import { sendLocalReply } from '../http/local-reply.ts';
import { listen } from '../listen/listener.ts';
import type { Listening } from '../listen/listener.ts';

/** Where the metrics are to be had. */
export interface MetricsListenerOptions {
  readonly registry: Registry;
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
}

/** Serves `GET /metrics`. */
export function listenForScrapes({
  registry,
  host,
  port,
  clock,
}: MetricsListenerOptions): Promise<Listening> {
  return listen({
    host,
    port,
    clock,
    handle: async (request, response) => {
      const isMetrics = request.url?.split('?', 1)[0] === '/metrics';
      if (!isMetrics || (request.method !== 'GET' && request.method !== 'HEAD')) {
        const status = isMetrics ? 405 : 404;
        sendLocalReply(response, { status, body: '', headers: isMetrics ? [['allow', 'GET, HEAD']] : [] });
        return;
      }
      const text = await registry.metrics();
      response.writeHead(200, {
        'content-type': registry.contentType,
        'content-length': Buffer.byteLength(text),
      });
      response.end(text);
    },
  });
}
