import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';

import type { Health } from './health.ts';
import type { Logger } from './logger.ts';
import type { OpenResponses } from './open-responses.ts';

/** How often kept-alive connections that have become idle are looked for, once their time is over. */
const SWEEP_MS = 25;

export interface DrainTimes {
  /** Between "not ready" and "accepts no more": for whoever routes to us to notice. @default 0 */
  readonly drainDelaySeconds?: number;
  /**
   * How long idle kept-alive connections stay open after that; longer than our callers keep idle ones, so that they
   * close first and no request meets a closing socket. @default 2
   */
  readonly drainIdleSeconds?: number;
  /** After this, counted from the start of draining, connections are cut. @default 20 */
  readonly drainTimeoutSeconds?: number;
}

interface Draining {
  readonly server: Server;
  readonly responses: OpenResponses;
  readonly health: Health;
  readonly logger: Logger;
  readonly times: DrainTimes;
  readonly close: () => Promise<void> | void;
}

/** Ends a service so that no request in flight or on a kept-alive connection is lost. Never rejects. */
export async function drain({ server, responses, health, logger, times, close }: Draining): Promise<void> {
  const { drainDelaySeconds = 0, drainIdleSeconds = 2, drainTimeoutSeconds = 20 } = times;
  health.markDraining();
  logger.info({ inFlight: responses.count, drainDelaySeconds }, 'draining');
  const cut = setTimeout(() => {
    logger.warn({ inFlight: responses.count }, 'drain timed out: cutting connections');
    server.closeAllConnections();
  }, drainTimeoutSeconds * 1000);
  await wait(Math.min(drainDelaySeconds, drainTimeoutSeconds) * 1000);
  // One turn of the event loop first, so that connections which the kernel has already completed are accepted.
  await nextTurn();
  const closed = stopListening(server);
  // Only now: a caller that is told to leave connects anew at once, and must not find a listener that is about to go.
  responses.announceClose();
  const idleUntilMs = Date.now() + drainIdleSeconds * 1000;
  const sweep = setInterval(() => {
    if (Date.now() >= idleUntilMs) server.closeIdleConnections();
  }, SWEEP_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
  try {
    await close();
  } catch (error) {
    logger.error({ err: error }, 'closing failed');
  }
  logger.info('drained');
}

/**
 * Closes the listening socket alone; comes back when the last connection has gone. `http.Server.close` would also end
 * idle connections at once, under a caller that is just sending its next request.
 */
function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    NetServer.prototype.close.call(server, () => resolve());
  });
}
