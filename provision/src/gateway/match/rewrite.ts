import type { RequestMatch, Rewrite } from '../../routing/table.ts';
import { pathOf } from './path.ts';

/**
 * Path and query string after a rewrite: the part that a prefix matched is replaced, else the whole path.
 * Nothing is made of slashes: `/a` rewritten to `/` makes `//b` of `/a/b`, as in Envoy.
 */
export function rewriteTarget(target: string, { path: wanted }: Rewrite, { path }: RequestMatch): string {
  if (wanted === undefined) return target;
  const matched = path.kind === 'prefix' ? path.value : pathOf(target);
  return wanted + target.slice(matched.length);
}
