import { hash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { startWebServer } from '../../run/interpret/testing/web-server.ts';
import type { WebServer } from '../../run/interpret/testing/web-server.ts';

/** What a publisher has, and how it behaves; a test changes it between requests. */
export interface Publisher extends AsyncDisposable {
  readonly url: string;
  readonly requests: WebServer['requests'];
  /** Content by path. */
  readonly files: Map<string, Uint8Array | string>;
  /** Whether parts of a file can be asked for. */
  hasRange: boolean;
  /** Cuts the connection behind so many bytes of a file's body, once for each number, as soon as whoever fetches has them. */
  readonly cutsAfter: number[];
  /** Whoever fetches has so many bytes in all. */
  readonly heard: (doneBytes: number) => void;
  /** What the server calls the state of its files. */
  etag: string | undefined;
}

/** A web server of this test that serves files, in parts too. */
export async function startPublisher(): Promise<Publisher> {
  const files = new Map<string, Uint8Array | string>();
  let cut: Cut | undefined;
  const server = await startWebServer((request, response) => {
    cut = answer(publisher, request, response);
  });
  const publisher: Publisher = {
    url: server.url,
    requests: server.requests,
    files,
    hasRange: true,
    cutsAfter: [],
    heard: (doneBytes) => {
      if (cut && doneBytes >= cut.atBytes) cut.response.destroy();
    },
    etag: '"one"',
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
  return publisher;
}

/** Content with the checksum file that belongs to it, at PATH.sha256. */
export function publish({ files }: Publisher, path: string, content: Uint8Array): string {
  const sha256 = hash('sha256', content);
  files.set(path, content);
  files.set(`${path}.sha256`, `${sha256}  ${path.split('/').at(-1)}\n`);
  return sha256;
}

/** A response that is to be cut when so many bytes of the whole file have arrived. */
interface Cut {
  readonly response: ServerResponse;
  readonly atBytes: number;
}

function answer(
  publisher: Publisher,
  { url = '', headers }: IncomingMessage,
  response: ServerResponse,
): Cut | undefined {
  const content = publisher.files.get(url);
  if (content === undefined) {
    response.writeHead(404).end();
    return undefined;
  }
  const bytes = Buffer.from(content);
  if (publisher.etag !== undefined) response.setHeader('etag', publisher.etag);
  const isSame = headers['if-range'] === undefined || headers['if-range'] === publisher.etag;
  const start = Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
  const from = publisher.hasRange && isSame ? start : 0;
  if (from > 0 && from >= bytes.length) {
    response.writeHead(416).end();
    return undefined;
  }
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from });
  const cut = url.endsWith('.sha256') ? undefined : publisher.cutsAfter.shift();
  if (cut === undefined) {
    response.end(bytes.subarray(from));
    return undefined;
  }
  response.write(bytes.subarray(from, from + cut), () => {
    if (cut === 0) response.destroy();
  });
  return { response, atBytes: from + cut };
}
