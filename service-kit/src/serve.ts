import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { drain } from './drain.ts';
import type { DrainTimes } from './drain.ts';
import type { Health } from './health.ts';
import type { Logger } from './logger.ts';
import { trackResponses } from './open-responses.ts';

/** Longer than any caller of ours keeps an idle connection, so that the caller is the one who closes it. */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;
/** A whole request has to arrive in this time. */
const REQUEST_TIMEOUT_MS = 30_000;

export interface ServeOptions extends DrainTimes {
  readonly app: RequestListener;
  readonly host: string;
  /** 0 lets the system choose; `RunningService.port` tells. */
  readonly port: number;
  readonly health: Health;
  readonly logger: Logger;
  /** Closes what the service holds (sessions, workers, connections), after the last answer. */
  readonly close?: () => Promise<void> | void;
}

export interface RunningService {
  readonly host: string;
  readonly port: number;
  readonly server: Server;
  /** Ends the service as SIGTERM does; the same promise for every call. It never rejects. */
  drain(): Promise<void>;
}

/**
 * Listens; comes back when the port is open. The caller ends it with `drain()` (see `drainOnSignals`).
 *
 * @throws the listen error, such as EADDRINUSE
 */
export async function serve({
  app,
  host,
  port,
  health,
  logger,
  close,
  ...times
}: ServeOptions): Promise<RunningService> {
  const server = createServer({
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
  });
  const responses = trackResponses(server);
  server.on('request', app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  logger.info({ host, port: address.port }, 'listening');
  let ended: Promise<void> | undefined;
  return {
    host,
    port: address.port,
    server,
    drain() {
      ended ??= drain({ server, responses, health, logger, times, close: close ?? (() => {}) });
      return ended;
    },
  };
}
