import { request } from 'node:http';
import type { Agent, IncomingHttpHeaders } from 'node:http';

import { LabError } from '../errors.ts';

/** Nobody answers where the lab should be. */
export class NoAnswerError extends LabError {
  readonly code = 'lab-not-running';

  constructor(host: string, port: number, cause: Error) {
    super(`no lab answers on ${host}:${port}: ${cause.message}`, {
      cause,
      hint: 'Start it first: npm start, or lab up.',
    });
  }
}

/** An answer of the lab. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Where requests go, and over which connections. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly agent: Agent;
  /** The name by which the lab is asked for. @default `localhost:PORT`, which the local gateway serves whatever it binds */
  readonly authority?: string | undefined;
}

/** A request to the lab. */
export interface Ask {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
}

/** Longer than any time-out of the lab itself, so that it is the lab that gives up. */
const TIMEOUT_MS = 30_000;

/** Sends a request and reads the whole answer. @throws {NoAnswerError} where none comes */
export function send(
  { host, port, agent, authority = `localhost:${port}` }: Target,
  { method, path, headers, json }: Ask,
): Promise<Answer> {
  const body = json === undefined ? undefined : JSON.stringify(json);
  return new Promise((resolve, reject) => {
    const fail = (cause: Error) => reject(new NoAnswerError(host, port, cause));
    const sent = request({
      host,
      port,
      agent,
      method,
      path,
      timeout: TIMEOUT_MS,
      headers: {
        host: authority,
        ...(body !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        }),
        ...headers,
      },
    });
    sent.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', fail);
      response.once('end', () => {
        const { statusCode = 0, headers: received } = response;
        resolve({ status: statusCode, headers: received, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    sent.once('timeout', () => sent.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    sent.once('error', fail);
    sent.end(body);
  });
}
