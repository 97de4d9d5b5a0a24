import type { Redirect } from '../../routing/table.ts';
import { pathOf } from '../match/path.ts';
import { hostOf } from '../match/request-head.ts';
import type { RequestHead } from '../match/request-head.ts';

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** Where a redirect sends the client that asked for this. */
export function redirectLocation(redirect: Redirect, { authority, target }: RequestHead): string {
  const scheme = redirect.scheme ?? 'http';
  const path = redirect.path === undefined ? target : withQuery(redirect.path, target);
  if (redirect.port === undefined) return `${scheme}://${redirect.authority ?? authority}${path}`;
  const host = hostOf(redirect.authority ?? authority);
  const port = DEFAULT_PORTS[scheme] === redirect.port ? '' : `:${redirect.port}`;
  return `${scheme}://${host}${port}${path}`;
}

/** Another path keeps the query string, unless it brings one of its own. */
function withQuery(path: string, target: string): string {
  return path.includes('?') ? path : path + target.slice(pathOf(target).length);
}
