import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** One kept-alive connection; a request at a time. Bare on purpose: what the client costs is no part of the result. */
export interface Client {
  /** Sends a whole request and waits for its answer. @throws {Error} for any status but 200 */
  ask(request: Buffer): Promise<void>;
  close(): void;
}

/** A connection to a local port. */
export async function openClient(port: number): Promise<Client> {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const opening = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(opening)).once(
      'error',
      reject,
    );
  });
  let waiting: { resolve: () => void; reject: (error: Error) => void } | undefined;
  let head = '';
  let missing = -1;
  const finish = (error?: Error): void => {
    const { resolve, reject } = waiting ?? {};
    waiting = undefined;
    head = '';
    missing = -1;
    if (error === undefined) resolve?.();
    else reject?.(error);
  };
  socket.on('data', (chunk) => {
    if (missing >= 0) {
      missing -= chunk.length;
    } else {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      if (!head.startsWith('HTTP/1.1 200')) finish(new Error(`answered ${head.slice(0, 300)}`));
      const length = /^content-length: (\d+)/im.exec(head)?.[1];
      if (length === undefined) finish(new Error('an answer without Content-Length'));
      missing = Number(length) - (head.length - end - 4);
    }
    if (missing === 0) finish();
  });
  socket.on('close', () => finish(new Error('the connection closed')));
  socket.on('error', finish);
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** The bytes of a POST with a JSON body. */
export function postRequest(path: string, body: unknown): Buffer {
  const text = JSON.stringify(body);
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}
