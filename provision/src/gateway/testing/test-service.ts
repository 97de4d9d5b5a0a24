import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Labels } from '../../routing/schema/object-meta.ts';
import type { Endpoint } from '../upstream/endpoint-registry.ts';

/** A service of a test, on a port of its own; dispose of it to stop it. */
export interface TestService extends AsyncDisposable {
  readonly endpoint: Endpoint;
  readonly server: Server;
  /** The requests that came, in order. */
  readonly requests: readonly IncomingMessage[];
}

/** What a test service answers; by default 200 with its version. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Starts a service on the loopback interface. `port` 0: any free one. */
export async function testService(labels: Labels, answer?: Answer, port = 0): Promise<TestService> {
  const requests: IncomingMessage[] = [];
  const say: Answer = (_request, response) => response.end(labels['version']);
  const server = createServer((request, response) => {
    requests.push(request);
    (answer ?? say)(request, response);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    server,
    requests,
    endpoint: { labels, host: '127.0.0.1', port: (server.address() as AddressInfo).port, isUp: true },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
