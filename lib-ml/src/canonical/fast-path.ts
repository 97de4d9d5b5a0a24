import { trimBareEnd } from './trim.ts';

/**
 * The authority of a plain URL: http(s) or no scheme, no user, no port, and a last label that begins
 * with a letter (so no numeric address).
 */
const PLAIN_HOST = /^(?:https?:\/\/)?((?:[a-z0-9_-]+\.)*[a-z][a-z0-9_-]*)(?:\/|$)/i;

/**
 * Anything that the parser would look at twice: not ASCII ink, an escape, a backslash, a dot segment,
 * an empty query before a fragment, punycode.
 */
const NOT_PLAIN = /[^!-~]|[%\\]|\/\.|\?#|xn--/i;

/** Longer texts may have a host that must be cut; they take the slow path. */
const MAX_PLAIN_HOST_LENGTH = 200;

/**
 * The canonical form of a plain URL, nearly all that there are, by cutting and lower-casing alone;
 * `undefined` for everything else. Only a shortcut: a property test holds it to what the parser gives.
 */
export function canonicalizePlain(url: string): string | undefined {
  const match = PLAIN_HOST.exec(url);
  const host = match?.[1];
  if (match === null || host === undefined || host.length > MAX_PLAIN_HOST_LENGTH) return undefined;
  if (NOT_PLAIN.test(url)) return undefined;
  const hostEnd = match[0].endsWith('/') ? match[0].length - 1 : match[0].length;
  const text = trimBareEnd(url.slice(hostEnd - host.length)).toLowerCase();
  let start = 0;
  // not in the pattern, where a long run of them would make it backtrack
  while (host.length - start > 4 && text.startsWith('www.', start)) start += 4;
  return text.slice(start);
}
