import { normalisePath } from './path.ts';

/** What routes and limits are decided by. */
export interface RequestHead {
  readonly method: string;
  /** The host that is asked for, in lower case, without port. */
  readonly host: string;
  /** As the client wrote it. */
  readonly authority: string;
  /** Path and query string, normalised. */
  readonly target: string;
  /** Every value of every header, by lower-case name, in order. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
}

/** What a request line and its headers say; undefined for a target that no route can be found for by (`bad request`). */
export function readHead(
  method: string,
  target: string,
  rawHeaders: readonly string[],
): RequestHead | 'bad-request' | 'no-path' {
  const headers = new Map<string, string[]>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const values = headers.get(name);
    const value = rawHeaders[index + 1] ?? '';
    if (values) values.push(value);
    else headers.set(name, [value]);
  }
  const [, absolute, rest] = /^https?:\/\/([^/?#]*)(.*)$/is.exec(target) ?? [];
  // A proxy that is asked for a whole URL goes by that URL; Host may say what it wants (RFC 9112, 3.2.2).
  const authority = absolute ?? headers.get('host')?.[0] ?? '';
  const path = absolute === undefined ? target : (rest ?? '').replace(/^(?!\/)/, '/');
  if (authority === '' || authority.includes('@') || path.includes('#')) return 'bad-request';
  if (!path.startsWith('/')) return 'no-path';
  return { method, host: hostOf(authority), authority, target: normalisePath(path), headers };
}

/** What a test of a header looks at: each of its values, and what Envoy calls headers with a colon. None: it is not there. */
export function headerValues(head: RequestHead, name: string): readonly string[] {
  switch (name) {
    case ':path':
      return [head.target];
    case ':method':
      return [head.method];
    case ':authority':
      return [head.authority];
    case ':scheme':
      return ['http'];
    default:
      return head.headers.get(name) ?? [];
  }
}

/** A host in lower case, without its port. */
export function hostOf(authority: string): string {
  return authority.toLowerCase().replace(/:[^:\]]*$/, '');
}
