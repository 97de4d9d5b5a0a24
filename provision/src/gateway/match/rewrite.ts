import type { RequestMatch, Rewrite } from '../../routing/table.ts';
import { pathOf } from './path.ts';

/** Path and query string after a rewrite: the part that a prefix matched is replaced, else the whole path. */
export function rewriteTarget(target: string, { path: wanted }: Rewrite, { path }: RequestMatch): string {
  if (wanted === undefined) return target;
  const matched = path.kind === 'prefix' ? path.value : pathOf(target);
  const rest = target.slice(matched.length);
  // `/a/` rewritten to `/` must not become `//`, and `/a` to `/` keeps one slash.
  return wanted.endsWith('/') && rest.startsWith('/') ? wanted + rest.slice(1) : wanted + rest;
}
