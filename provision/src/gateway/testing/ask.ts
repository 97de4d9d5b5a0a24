import { request as sendRequest } from 'node:http';
import type { Agent, IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

/** An answer, read to its end. */
export interface Told {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What is asked for. */
export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  /** @default a connection of its own */
  readonly agent?: Agent;
}

/** Asks a server, with the path exactly as it is written; no Host but the one that is given (default: app.remla.local). */
export async function ask(origin: string, path: string, asking: Asking = {}): Promise<Told> {
  const { hostname, port } = new URL(origin);
  const { method = 'GET', headers = {}, body, agent = false } = asking;
  const { promise, resolve, reject } = Promise.withResolvers<Told>();
  const request = sendRequest({
    agent,
    hostname,
    port,
    method,
    path,
    headers: { host: 'app.remla.local', ...headers } as Record<string, string>,
  });
  request.once('error', reject);
  request.once('response', (answer) => {
    text(answer).then(
      (told) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: told }),
      reject,
    );
  });
  request.end(body);
  return promise;
}
