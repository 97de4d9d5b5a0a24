import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

import { ClusterError } from './cluster-error.ts';
import type { Endpoint } from './load-kubeconfig.ts';

/** A request to a cluster's API. */
export interface ApiRequest {
  readonly method: 'GET' | 'PATCH' | 'POST' | 'DELETE';
  /** With its query. */
  readonly path: string;
  readonly accept?: string;
  readonly body?: { readonly type: string; readonly value: unknown };
  /** It would come to something else if it was sent twice. @default false */
  readonly isOnce?: boolean;
}

export interface ApiResponse {
  readonly status: number;
  readonly text: string;
  /** Seconds that the server asks to wait before the next try. */
  readonly retryAfterSeconds: number | undefined;
}

/** A machine that is off does not refuse: it says nothing. */
const CONNECT_MS = 10_000;
/** The API server itself ends every request after a minute. */
const SILENCE_MS = 70_000;
/** Sends one request. @throws {ClusterError} where no answer came, and the signal's reason */
export async function sendRequest(
  { credentials, server, file }: Endpoint,
  { method, path, accept = 'application/json', body }: ApiRequest,
  signal: AbortSignal,
): Promise<ApiResponse> {
  const url = new URL(server.replace(/\/+$/, '') + path);
  const { agent, headers: identity, auth } = await credentials();
  const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body.value));
  const headers = {
    ...identity,
    accept,
    ...(body && content && { 'content-type': body.type, 'content-length': content.length }),
  };
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const refuse = (cause: Error) => {
      reject(signal.aborted ? (signal.reason as Error) : noAnswer({ server, file }, cause));
    };
    const outgoing = send(url, { agent, auth, method, headers, signal }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', refuse);
      response.on('end', () => {
        const wait = Number(response.headers['retry-after']);
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          retryAfterSeconds: Number.isFinite(wait) ? wait : undefined,
        });
      });
    });
    outgoing.on('error', refuse);
    outgoing.on('socket', (socket) => {
      socket.setTimeout(socket.connecting ? CONNECT_MS : SILENCE_MS);
      if (socket.connecting) socket.once('connect', () => socket.setTimeout(SILENCE_MS));
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('it says nothing')));
    outgoing.end(content);
  });
}

/** Of TLS: the server is there, but not the one that the kubeconfig is for. */
const UNTRUSTED =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_TLS_CERT_ALTNAME_INVALID|CERT_\w+)$/;
/** Addresses that are none, and keys that do not fit, do not mend themselves. */
const LASTING = /^(ENOTFOUND|ERR_\w+)$/;

function noAnswer({ server, file }: Pick<Endpoint, 'server' | 'file'>, cause: Error): ClusterError {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  if (UNTRUSTED.test(code)) {
    // Node goes on with advice that is none here.
    const [reason = ''] = message.split('; if the root CA');
    return new ClusterError(`${server} shows a certificate that ${file} does not vouch for: ${reason}`, {
      cause,
      hint: 'a cluster that was made anew has a new kubeconfig: npm run provision writes it',
    });
  }
  const reason = message === '' ? code : message;
  return new ClusterError(`the API of the cluster at ${server} does not answer: ${reason}`, {
    cause,
    hint: `is the machine up? The address stands in ${file}`,
    mayPass: !LASTING.test(code),
  });
}
