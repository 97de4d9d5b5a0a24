import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request that reached the double. */
export type SeenRequest = {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
};

/** What the double does with a request. */
export type Behaviour = (request: SeenRequest, response: ServerResponse, socket: Socket) => void;

/** A real HTTP server on a port of its own that stands for model-service. */
export type ModelServiceDouble = AsyncDisposable & {
  readonly url: URL;
  readonly seen: readonly SeenRequest[];
  behave: Behaviour;
};

/** One judged address, as model-service answers. */
export const PHISHING = {
  label: 'phishing',
  probability: 0.9724,
  threshold: 0.83,
  model: 'cnn',
  version: '1.2.3',
} as const;

/** Answers with a status and a JSON body. */
export function replying(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Behaviour {
  return (_request, response) => {
    response.writeHead(status, {
      'content-type': 'application/json',
      'x-model-service-version': '0.9.0+v2',
      ...headers,
    });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
}

/** Starts a double; port 0 takes any free one. */
export async function startModelServiceDouble(
  behave: Behaviour = replying(200, PHISHING),
  port = 0,
): Promise<ModelServiceDouble> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers, socket } = request;
      const seenRequest = { method, path: url, headers, text: Buffer.concat(chunks).toString('utf8') };
      seen.push(seenRequest);
      double.behave(seenRequest, response, socket);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const double: ModelServiceDouble = {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    seen,
    behave,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
      });
    },
  };
  return double;
}
