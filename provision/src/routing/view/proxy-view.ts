import { ANY_MATCH } from '../build/http-match.ts';
import { serviceOf } from '../host.ts';
import { NO_OPERATIONS } from '../schema/header-operations.ts';
import type { Labels } from '../schema/object-meta.ts';
import type { HttpMatch, HttpRule, RequestMatch, RouteTable, VirtualService } from '../table.ts';
import { servicesOf } from './services.ts';

/** Whose configuration is asked for: the gateway's, or that of the sidecar of a pod with these labels. */
export type Proxy =
  | { readonly kind: 'gateway' }
  | { readonly kind: 'sidecar'; readonly labels: Labels; readonly namespace: string };

/** What a proxy knows about one host: the routes, first fit first. */
export interface VirtualHost {
  /** The host that the rules were written for. */
  readonly host: string;
  readonly port: number;
  /** The names under which clients may ask for it; without port. */
  readonly domains: readonly string[];
  readonly routes: readonly Route[];
  readonly rule: { readonly name: string; readonly namespace: string } | undefined;
}

/** One route: a rule under one of its matches; a rule with two matches gives two. */
export interface Route {
  readonly match: RequestMatch;
  /** The rule has no `match` at all. */
  readonly isUnconditional: boolean;
  readonly rule: HttpRule;
}

/**
 * What istiod would send to a proxy: only the matches that can fit there (`sourceLabels`, `gateways` and `port` are
 * decided here, not for each request), and nothing behind a route that takes every request.
 */
export function viewOf(table: RouteTable, proxy: Proxy): readonly VirtualHost[] {
  return proxy.kind === 'gateway' ? gatewayView(table) : sidecarView(table, proxy);
}

function gatewayView(table: RouteTable): readonly VirtualHost[] {
  return table.gateways.flatMap((server) =>
    table.virtualServices
      .filter(({ gateways }) => gateways.includes(server.id))
      .flatMap((service) => {
        const fits = (match: HttpMatch) => isFor(match, [server.id], server.port);
        const routes = routesOf(service, fits);
        return service.hosts.map((host) => ({
          host,
          port: server.port,
          domains: [host],
          routes,
          rule: service,
        }));
      }),
  );
}

function sidecarView(table: RouteTable, proxy: Proxy & { readonly kind: 'sidecar' }): readonly VirtualHost[] {
  return servicesOf(table).map(({ host, port }) => {
    const service = table.virtualServices.find(
      ({ gateways, hosts }) => gateways.includes('mesh') && hosts.includes(host),
    );
    const fits = (match: HttpMatch) =>
      isFor(match, ['mesh'], port) &&
      (match.sourceNamespace ?? proxy.namespace) === proxy.namespace &&
      // With `gateways` in the match Istio does not look at the labels (the parser refuses the two together).
      (match.gateways.length > 0 || hasLabels(proxy.labels, match.sourceLabels));
    const routes = service ? routesOf(service, fits) : [defaultRoute(host, port)];
    return { host, port, domains: meshDomains(host, proxy.namespace), routes, rule: service };
  });
}

function isFor(match: HttpMatch, gateways: readonly string[], port: number): boolean {
  const isHere = match.gateways.length === 0 || match.gateways.some((each) => gateways.includes(each));
  return isHere && (match.port ?? port) === port;
}

function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

function routesOf(service: VirtualService, fits: (match: HttpMatch) => boolean): readonly Route[] {
  const routes: Route[] = [];
  for (const rule of service.rules) {
    for (const match of rule.matches.filter(fits)) {
      routes.push({ match: match.request, isUnconditional: match === ANY_MATCH, rule });
      if (takesEverything(match.request)) return routes;
    }
  }
  return routes;
}

/** Whether a request that is like this is any request. */
function takesEverything({ path, headers, queryParameters }: RequestMatch): boolean {
  return path.kind === 'prefix' && path.value === '/' && headers.length === 0 && queryParameters.length === 0;
}

/** A route of our own, for a service without rules: any of its endpoints. */
function defaultRoute(host: string, port: number): Route {
  const destination = { host, subset: undefined, port };
  return {
    match: ANY_MATCH.request,
    isUnconditional: true,
    rule: {
      name: 'default',
      matches: [ANY_MATCH],
      action: {
        kind: 'route',
        destinations: [{ destination, weight: 100, headers: NO_OPERATIONS }],
        rewrite: { path: undefined, authority: undefined },
      },
      timeoutMs: undefined,
      retries: undefined,
      headers: NO_OPERATIONS,
      mirrors: [],
    },
  };
}

/** The names of a service for a pod of the namespace, as Kubernetes' DNS gives them. */
function meshDomains(host: string, namespace: string): readonly string[] {
  const service = serviceOf(host);
  if (!service) return [host];
  const near = service.namespace === namespace ? [service.name] : [];
  const inNamespace = `${service.name}.${service.namespace}`;
  return [host, `${host}.`, ...near, `${inNamespace}.svc`, inNamespace];
}
