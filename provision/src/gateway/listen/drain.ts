import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';

import { pause } from '../clock.ts';
import type { Clock } from '../clock.ts';

/** How a server is closed. */
export interface DrainOptions {
  readonly clock: Clock;
  /** How long connections without a request stay open, so that a client closes them first. */
  readonly idleMs: number;
  /** After this time whatever is left is cut. */
  readonly deadlineMs: number;
}

/**
 * Closes a server without losing a request: no new connections; kept-alive ones may bring one more request for a while,
 * then they close. Whoever writes answers meanwhile is to say that each is the last (`closeAfter`).
 */
export async function drainServer(
  server: Server,
  { clock, idleMs, deadlineMs }: DrainOptions,
): Promise<void> {
  const over = new AbortController();
  const closed = new Promise<void>((resolve) => {
    server.once('close', () => {
      over.abort();
      resolve();
    });
  });
  // http.Server's own `close` would cut idle connections at once, some of them just as a request comes in.
  NetServer.prototype.close.call(server);
  const cancel = clock.after(deadlineMs, () => server.closeAllConnections());
  if (idleMs > 0) await pause(idleMs, { clock, signal: over.signal });
  server.closeIdleConnections();
  await closed;
  cancel();
}

/** Tells the client that this connection ends with this answer. To be called before the answer's headers are written. */
export function closeAfter(response: ServerResponse): void {
  response.shouldKeepAlive = false;
}
