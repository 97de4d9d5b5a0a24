import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** What came back from an address: an answer of HTTP, or none. */
export type WebAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly text: string }
  /** E.g. `connect ECONNREFUSED 192.168.56.110:30020`. */
  | { readonly kind: 'silent'; readonly reason: string };

/** Who asks, where a page is not for everybody. */
export interface WebUser {
  readonly name: string;
  readonly password: string;
}

/** Asks for a page; never rejects but with the reason of its signal. */
export type AskWeb = (url: string, user?: WebUser) => Promise<WebAnswer>;

/** A machine that is off says nothing at all. */
const SILENCE_MS = 10_000;

/** Pages of the lab, asked for as a browser would. */
export function webOf(signal: AbortSignal): AskWeb {
  return (url, user) =>
    new Promise((resolve, reject) => {
      const send = url.startsWith('https:') ? httpsRequest : httpRequest;
      const silent = ({ message, code }: NodeJS.ErrnoException) => {
        if (signal.aborted) reject(signal.reason as Error);
        else resolve({ kind: 'silent', reason: message === '' ? (code ?? '?') : message });
      };
      const sent = send(url, {
        agent: false,
        signal,
        timeout: SILENCE_MS,
        ...(user && { auth: `${user.name}:${user.password}` }),
        // Headlamp's certificate is the lab's own, and nobody vouches for it: what is looked at is whether it answers.
        rejectUnauthorized: false,
      });
      sent.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', silent);
        response.once('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ kind: 'answer', status: response.statusCode ?? 0, text });
        });
      });
      sent.once('timeout', () => sent.destroy(new Error(`no answer in ${SILENCE_MS / 1000} s`)));
      sent.once('error', silent);
      sent.end();
    });
}
