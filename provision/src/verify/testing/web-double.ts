import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import { SELF_SIGNED } from './self-signed.ts';

/** What the double answers to a path. */
export interface DoublePage {
  readonly status?: number;
  /** Sent as JSON; a string as it is. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Pages by their path, with its query. */
export type DoublePages = Readonly<Record<string, DoublePage | ((request: IncomingMessage) => DoublePage)>>;

/** A web server on the loopback that stands for a program which cannot be had where these tests run. */
export interface WebDouble extends AsyncDisposable {
  readonly url: string;
  /** Of the requests that came. */
  readonly paths: readonly string[];
}

/** Starts one; what it has no page for is 404. */
export async function startWebDouble(
  pages: DoublePages,
  { isSecure = false }: { readonly isSecure?: boolean } = {},
): Promise<WebDouble> {
  const paths: string[] = [];
  const answer: RequestListener = (request, response) => {
    const path = request.url ?? '';
    paths.push(path);
    const page = pages[path] ?? { status: 404, body: '404 page not found' };
    const { status = 200, headers, body } = typeof page === 'function' ? page(request) : page;
    request.resume();
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const server = isSecure ? createSecureServer(SELF_SIGNED, answer) : createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${isSecure ? 'https' : 'http'}://127.0.0.1:${port}`,
    paths,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Whether a request shows who asks, as a browser does. */
export function isFrom({ headers }: IncomingMessage, user: string, password: string): boolean {
  return headers.authorization === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
