import { Pool } from 'undici';

import { type UpstreamMetrics, outcomeOf } from '../metrics/upstream-metrics.ts';
import { type Wait, waitByClock } from './back-off.ts';
import { retry } from './retry.ts';
import { UpstreamError } from './upstream-error.ts';
import type { UpstreamPath } from './upstream-path.ts';

/** One request to model-service. */
export type UpstreamRequest = {
  readonly path: UpstreamPath;
  /** Sent as JSON; undefined for an empty body. */
  readonly body: unknown;
  /** Trace headers to hand on. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether it may be sent again when the connection broke after bytes had left. */
  readonly isIdempotent: boolean;
};

/** What model-service answered. */
export type UpstreamReply = {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
};

/** A way to model-service; whoever made it closes it. */
export type ModelServiceClient = {
  /** @throws {UpstreamError} when there is no answer within the deadline */
  readonly send: (request: UpstreamRequest) => Promise<UpstreamReply>;
  readonly close: () => Promise<void>;
};

/** What a client is made from. */
export type ModelServiceClientOptions = {
  readonly url: URL;
  /** For one request in all, its retries included. */
  readonly timeoutMs: number;
  readonly metrics: UpstreamMetrics;
  /** @default waits by the clock */
  readonly wait?: Wait;
};

/** Shorter than the 2 s for which a draining service leaves idle connections open: we close first, and no request meets a closing socket. */
const IDLE_CONNECTION_MS = 1_000;
const CONNECT_TIMEOUT_MS = 1_000;
/** 256 answers take some 20 kB; what is a hundred times longer comes from something else. */
const MAX_REPLY_BYTES = 2 * 1024 * 1024;

/** A client with kept-alive connections, a deadline, and another try wherever that cannot do a thing twice. */
export function createModelServiceClient(options: ModelServiceClientOptions): ModelServiceClient {
  const { url, timeoutMs, metrics, wait = waitByClock } = options;
  const basePath = url.pathname.replace(/\/$/, '');
  const pool = new Pool(url.origin, {
    // The server's hint of 75 s wins over the first of these, up to the second.
    keepAliveTimeout: IDLE_CONNECTION_MS,
    keepAliveMaxTimeout: IDLE_CONNECTION_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    maxResponseSize: MAX_REPLY_BYTES,
    // The deadline of the request covers both.
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  const sendOnce = async (request: UpstreamRequest, signal: AbortSignal): Promise<UpstreamReply> => {
    const { statusCode, headers, body } = await pool.request({
      method: 'POST',
      path: basePath + request.path,
      headers: {
        ...request.headers,
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal,
    });
    return { status: statusCode, headers, text: await body.text() };
  };

  return {
    send: async (request) => {
      const { path, isIdempotent } = request;
      const stopTimer = metrics.startTimer(path);
      try {
        const reply = await retry(async (signal) => await sendOnce(request, signal), {
          deadline: AbortSignal.timeout(timeoutMs),
          isIdempotent,
          wait,
          onRetry: () => metrics.countRetry(path),
        });
        stopTimer(outcomeOf(reply.status));
        return reply;
      } catch (error) {
        stopTimer(error instanceof UpstreamError ? error.fault : 'garbled');
        throw error;
      }
    },
    close: async () => await pool.close(),
  };
}
