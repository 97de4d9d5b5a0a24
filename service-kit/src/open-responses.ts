import type { Server, ServerResponse } from 'node:http';

export interface OpenResponses {
  readonly count: number;
  /** From now on every answer, those under way included, says `Connection: close`. */
  announceClose(): void;
}

/** Follows the answers that have not ended. Has to be called before the app's own `request` listener is added. */
export function trackResponses(server: Server): OpenResponses {
  const open = new Set<ServerResponse>();
  let isClosing = false;
  server.on('request', (_request, response: ServerResponse) => {
    open.add(response);
    if (isClosing) response.setHeader('Connection', 'close');
    response.once('close', () => open.delete(response));
  });
  return {
    get count() {
      return open.size;
    },
    announceClose() {
      isClosing = true;
      for (const response of open) if (!response.headersSent) response.setHeader('Connection', 'close');
    },
  };
}
