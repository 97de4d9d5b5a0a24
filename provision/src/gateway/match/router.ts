import type { Route, VirtualHost } from '../../routing/view/proxy-view.ts';
import { compileMatch } from './matcher.ts';
import type { RequestHead } from './request-head.ts';

/** Finds the route of a request: its host's first one that fits. Undefined: no such host, or no route fits. */
export type Router = (head: RequestHead) => Route | undefined;

/**
 * A router over what a proxy knows.
 * `aliases` are further names (lower case, no port) for hosts that are there; `*` stands for every name.
 */
export function createRouter(
  hosts: readonly VirtualHost[],
  aliases: Readonly<Record<string, string>>,
): Router {
  const compiled = hosts.map(({ domains, routes }) => ({
    domains,
    routes: routes.map((route) => ({ route, matches: compileMatch(route.match) })),
  }));
  const fitness = (host: string, domains: readonly string[]) =>
    Math.max(0, ...domains.map((domain) => fitOf(host, domain)));
  const find = (host: string) => {
    const ranked = compiled.map((each) => ({ each, fit: fitness(host, each.domains) }));
    return ranked.filter(({ fit }) => fit > 0).toSorted((a, b) => b.fit - a.fit)[0]?.each;
  };
  const named = new Map(Object.entries(aliases));
  return (head) => {
    const host = named.get(head.host) ?? named.get('*') ?? head.host;
    return find(host)?.routes.find(({ matches }) => matches(head))?.route;
  };
}

/** How well a domain fits a host, as Envoy ranks them: exactly, then the longest `*.` ending, then `*`; 0 for not at all. */
function fitOf(host: string, domain: string): number {
  if (domain === host) return Infinity;
  if (domain === '*') return 1;
  return domain.startsWith('*.') && host.endsWith(domain.slice(1)) ? domain.length : 0;
}
