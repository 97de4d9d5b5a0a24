import { dropLeadingSlashes } from './trim.ts';

/** What stands before a host: nothing that counts (`host`), or a scheme that has no host (`opaque`). */
export type Reading = { readonly kind: 'host'; readonly rest: string } | { readonly kind: 'opaque' };

/** Schemes whose slashes the WHATWG parser does not insist on. */
const SPECIAL = new Set(['http', 'https', 'ws', 'wss', 'ftp']);

/** Schemes without a host that may hold an `@`; the others with one are a user and a password. */
const HOSTLESS = new Set(['mailto', 'javascript', 'vbscript', 'data']);

/** Names that are hosts rather than schemes: `example.com:…`, and `xn--…:…`, which may be refused and come again. */
const HOST_LIKE = /\.|^xn--/i;

const NAME_AND_COLON = /^([a-z][a-z0-9+.-]*):([/\\]*)/i;
const PORT = /^([0-9]{1,5})(?:[/\\?#]|$)/;
const USER_AND_HOST = /^[^/\\?#]*@[^/\\?#]/;

/**
 * Takes the scheme off, and says whether a host follows.
 *
 * - `scheme://…`, any scheme: dropped. For http, https, ws, wss and ftp also without the slashes.
 * - `name:port…` with a port up to 65535, and any `name.with.dots:…` or `xn--…:…`: a host, nothing is dropped.
 *   (`http:81/` is one of them; browsers read 0.0.0.81 there, where nothing can be reached.)
 * - `user:password@host…`: a host, nothing is dropped.
 * - other `name:…`, such as `mailto:`, `javascript:` and `data:`: opaque, the scheme stays in the text.
 */
export function readScheme(text: string): Reading {
  const match = NAME_AND_COLON.exec(text);
  const name = match?.[1];
  if (match === null || name === undefined || HOST_LIKE.test(name)) {
    return { kind: 'host', rest: dropLeadingSlashes(text) };
  }
  const slashes = match[2] ?? '';
  const behind = text.slice(match[0].length);
  if (slashes.length >= 2) return { kind: 'host', rest: behind };
  const port = slashes === '' ? PORT.exec(behind)?.[1] : undefined;
  if (port !== undefined && Number(port) <= 65_535) return { kind: 'host', rest: text };
  const scheme = name.toLowerCase();
  if (SPECIAL.has(scheme)) return { kind: 'host', rest: behind };
  const hasUser = slashes === '' && !HOSTLESS.has(scheme) && USER_AND_HOST.test(behind);
  return hasUser ? { kind: 'host', rest: text } : { kind: 'opaque' };
}
