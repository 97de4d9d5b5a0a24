import { tidyHost } from './host.ts';
import { decodePercent } from './percent.ts';

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
  if (url === null) return join(splitText(text));
  const userinfo = url.password === '' ? url.username : `${url.username}:${url.password}`;
  return join({
    host: url.hostname,
    // 80 is gone already; 443 goes too, for the scheme that would tell them apart is not in the text
    port: url.port === '' || url.port === '443' ? '' : `:${url.port}`,
    userinfo,
    rest: url.pathname + url.search + url.hash,
  });
}

/** The parts of text that is no URL. Without a host nothing is moved. */
function splitText(text: string): Parts {
  const authorityEnd = text.search(/[/\\?#]/);
  const authority = authorityEnd < 0 ? text : text.slice(0, authorityEnd);
  const rest = text.slice(authority.length);
  const at = authority.lastIndexOf('@');
  const hostAndPort = authority.slice(at + 1);
  if (hostAndPort === '') return { host: '', port: '', userinfo: '', rest: text };
  const colon = /:[0-9]*$/.exec(hostAndPort)?.index ?? hostAndPort.length;
  return {
    host: decodePercent(hostAndPort.slice(0, colon)).toLowerCase(),
    port: hostAndPort.slice(colon),
    userinfo: at < 0 ? '' : authority.slice(0, at),
    rest,
  };
}
