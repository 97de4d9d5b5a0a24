import type { ServerResponse } from 'node:http';

import type { HeaderField } from '../../routing/schema/header-operations.ts';
import { flat } from './header-list.ts';

/** Who says that it answered. */
export const SERVER_NAME = 'lab-gateway';

/** An answer of the gateway's own. */
export interface LocalReply {
  readonly status: number;
  readonly body: string;
  readonly headers: readonly HeaderField[];
}

/** Sends an answer of the gateway's own: plain text, or nothing but the status. */
export function sendLocalReply(response: ServerResponse, { status, body, headers }: LocalReply): void {
  const length = Buffer.byteLength(body);
  const own: HeaderField[] = [
    ...headers,
    ['content-length', String(length)],
    ...(length > 0 ? [['content-type', 'text/plain'] as const] : []),
    ['server', SERVER_NAME],
  ];
  response.writeHead(status, flat(own));
  response.end(body);
}
