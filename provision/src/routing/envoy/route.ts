import { protobufDuration } from '../duration.ts';
import type { Changes, HeaderOperations } from '../schema/header-operations.ts';
import type { Action, HttpRule, Mirror, RouteTable } from '../table.ts';
import { clusterOf } from '../view/cluster.ts';
import type { Route } from '../view/proxy-view.ts';
import { envoyMatch } from './match.ts';
import { envoyRetryPolicy } from './retry-policy.ts';

/** Envoy's Route. */
export function envoyRoute(route: Route, table: RouteTable): object {
  const { name, action, headers } = route.rule;
  return {
    ...(name !== undefined && { name }),
    match: envoyMatch(route),
    ...envoyAction(action, route.rule, table),
    ...envoyHeaders(action.kind === 'route' ? withSingleDestination(action, headers) : headers),
  };
}

function envoyAction(action: Action, rule: HttpRule, table: RouteTable): object {
  switch (action.kind) {
    case 'direct':
      return { direct_response: { status: action.status, body: { inline_string: action.body } } };
    case 'redirect': {
      const { path, authority, scheme, port, status } = action.redirect;
      return {
        redirect: {
          ...(path !== undefined && { path_redirect: path }),
          ...(authority !== undefined && { host_redirect: authority }),
          ...(scheme !== undefined && { scheme_redirect: scheme }),
          ...(port !== undefined && { port_redirect: port }),
          ...(REDIRECT_CODES[status] !== undefined && { response_code: REDIRECT_CODES[status] }),
        },
      };
    }
    case 'route':
      return { route: envoyRouteAction(action, rule, table) };
  }
}

const REDIRECT_CODES: Readonly<Record<number, string>> = {
  302: 'FOUND',
  303: 'SEE_OTHER',
  307: 'TEMPORARY_REDIRECT',
  308: 'PERMANENT_REDIRECT',
};

function envoyRouteAction(action: Action & { kind: 'route' }, rule: HttpRule, table: RouteTable): object {
  const timeout = protobufDuration(rule.timeoutMs ?? 0);
  const retryPolicy = envoyRetryPolicy(rule.retries);
  return {
    ...targets(action, table),
    timeout,
    max_grpc_timeout: timeout,
    ...(retryPolicy && { retry_policy: retryPolicy }),
    ...(action.rewrite.path !== undefined && { prefix_rewrite: action.rewrite.path }),
    ...(action.rewrite.authority !== undefined && { host_rewrite_literal: action.rewrite.authority }),
    ...(rule.mirrors.length > 0 && {
      request_mirror_policies: rule.mirrors.map((mirror) => mirrorPolicy(mirror, table)),
    }),
  };
}

function targets({ destinations }: Action & { kind: 'route' }, table: RouteTable): object {
  // A destination without weight gets nothing, and istiod does not even name it.
  const clusters = destinations
    .filter(({ weight }) => weight > 0)
    .map(({ destination, weight, headers }) => ({
      name: clusterOf(destination, table).name,
      weight,
      ...envoyHeaders(headers),
    }));
  const [only, second] = clusters;
  return only && !second ? { cluster: only.name } : { weighted_clusters: { clusters } };
}

/** Where there is one destination only, istiod writes what it does to headers into the route itself. */
function withSingleDestination(action: Action & { kind: 'route' }, own: HeaderOperations): HeaderOperations {
  const [only, second] = action.destinations.filter(({ weight }) => weight > 0);
  if (!only || second) return own;
  const both = (a: Changes, b: Changes): Changes => ({
    set: [...a.set, ...b.set],
    add: [...a.add, ...b.add],
    remove: [...a.remove, ...b.remove],
  });
  return {
    request: both(own.request, only.headers.request),
    response: both(own.response, only.headers.response),
  };
}

function mirrorPolicy({ destination, percent }: Mirror, table: RouteTable): object {
  return {
    cluster: clusterOf(destination, table).name,
    // A percentage has fractions, so it is counted in millionths.
    runtime_fraction: { default_value: { numerator: Math.round(percent * 10_000), denominator: 'MILLION' } },
    trace_sampled: false,
    disable_shadow_host_suffix_append: true,
  };
}

function envoyHeaders({ request, response }: HeaderOperations): object {
  const added = (changes: Changes) => [
    ...changes.set.map(([key, value]) => option(key, value, 'OVERWRITE_IF_EXISTS_OR_ADD')),
    ...changes.add.map(([key, value]) => option(key, value, 'APPEND_IF_EXISTS_OR_ADD')),
  ];
  const lists = {
    request_headers_to_add: added(request),
    request_headers_to_remove: request.remove,
    response_headers_to_add: added(response),
    response_headers_to_remove: response.remove,
  };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

function option(key: string, value: string, action: string): object {
  return { header: { key, value }, append_action: action };
}
