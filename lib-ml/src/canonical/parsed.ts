import { tidyHost } from './host.ts';
import { decodePercent } from './percent.ts';
import { readScheme } from './scheme.ts';
import { trimBlanks } from './trim.ts';

/** What is put together again: the user's name goes behind the host, where it cannot pose as one. */
interface Parts {
  readonly host: string;
  /** With its colon, or empty. */
  readonly port: string;
  readonly userinfo: string;
  /** Path, query and fragment. */
  readonly rest: string;
}

function join({ host, port, userinfo, rest }: Parts): string {
  const behind = userinfo === '' ? rest : `/${userinfo}@${rest}`;
  return tidyHost(host) + port + decodePercent(behind).toLowerCase();
}

/**
 * One step towards the canonical form of text that begins with a host (no scheme, no slashes):
 * through the WHATWG parser, or, where that refuses, by cutting the text at the same places.
 */
export function canonicalStep(text: string): string {
  const url = URL.parse(`http://${text}`);
  if (url === null) {
    const peeled = peel(text);
    return peeled === text ? join(splitText(text)) : peeled;
  }
  const userinfo = url.password === '' ? url.username : `${url.username}:${url.password}`;
  return join({
    host: url.hostname,
    // 80 is gone already; 443 goes too, for the scheme that would tell them apart is not in the text
    port: url.port === '' || url.port === '443' ? '' : `:${url.port}`,
    userinfo,
    rest: url.pathname + url.search + url.hash,
  });
}

/**
 * Takes off everything in front of a host that a later step would take off, one layer a step:
 * `http:www.http:www.…` may be thousands of layers deep.
 */
function peel(text: string): string {
  let rest = text;
  for (;;) {
    const reading = readScheme(rest);
    if (reading.kind === 'opaque') return rest;
    const next = trimBlanks(reading.rest.replace(/^(?:www\.|@)+/i, ''));
    if (next === rest) return rest;
    rest = next;
  }
}

/** The parts of text that is no URL, at the places where the parser would cut. */
function splitText(text: string): Parts {
  const authority = text.slice(0, indexOrEnd(text, /[/\\?#]/));
  const pathEnd = indexOrEnd(text, /[?#]/);
  const rest = text.slice(authority.length, pathEnd).replaceAll('\\', '/') + text.slice(pathEnd);
  const at = authority.lastIndexOf('@');
  // without a host behind the `@`, there is nothing to move the user behind
  const hostStart = at === authority.length - 1 ? 0 : at + 1;
  const hostEnd = hostStart + indexOrEnd(authority.slice(hostStart), /:[0-9]*$/);
  return {
    host: decodePercent(authority.slice(hostStart, hostEnd)).toLowerCase(),
    port: authority.slice(hostEnd),
    userinfo: authority.slice(0, Math.max(0, hostStart - 1)),
    rest,
  };
}

function indexOrEnd(text: string, pattern: RegExp): number {
  const index = text.search(pattern);
  return index < 0 ? text.length : index;
}
