import { qualifyHost } from '../host.ts';
import type { RoutingObject } from '../read-objects.ts';
import type { Destination as WrittenDestination } from '../schema/destination.ts';
import { NO_OPERATIONS } from '../schema/header-operations.ts';
import type { RetryPolicy } from '../schema/retry-policy.ts';
import type { HttpRoute, VirtualServiceSpec } from '../schema/virtual-service.ts';
import type { Action, Destination, HttpRule, Mirror, Retries, VirtualService } from '../table.ts';
import { ANY_MATCH, buildMatch } from './http-match.ts';

/** A VirtualService with every host and gateway in full. */
export function buildVirtualService(object: RoutingObject<VirtualServiceSpec>): VirtualService {
  const { name, namespace, spec } = object;
  const gateways = (spec.gateways ?? ['mesh']).map((each) => qualifyGateway(each, namespace));
  const isInMesh = gateways.includes('mesh');
  return {
    name,
    namespace,
    hosts: spec.hosts.map((host) => (isInMesh ? qualifyHost(host, namespace) : host)),
    gateways,
    rules: spec.http.map((route) => ruleOf(route, namespace)),
  };
}

/** `namespace/name` of a gateway that is named from a namespace; `mesh` stays. */
export function qualifyGateway(gateway: string, namespace: string): string {
  return gateway === 'mesh' || gateway.includes('/') ? gateway : `${namespace}/${gateway}`;
}

function ruleOf(route: HttpRoute, namespace: string): HttpRule {
  const matches = route.match?.map((match) => buildMatch(match, (name) => qualifyGateway(name, namespace)));
  return {
    name: route.name,
    matches: matches ?? [ANY_MATCH],
    action: actionOf(route, namespace),
    timeoutMs: route.timeout,
    retries: route.retries && retriesOf(route.retries),
    headers: route.headers ?? NO_OPERATIONS,
    mirrors: mirrorsOf(route, namespace),
  };
}

function actionOf(route: HttpRoute, namespace: string): Action {
  const { redirect, directResponse, rewrite } = route;
  if (redirect) {
    const { uri: path, authority, scheme, port, redirectCode: status = 301 } = redirect;
    return { kind: 'redirect', redirect: { path, authority, scheme, port, status } };
  }
  if (directResponse) {
    const { string, bytes } = directResponse.body ?? {};
    const body = string ?? (bytes === undefined ? '' : Buffer.from(bytes, 'base64').toString('utf8'));
    return { kind: 'direct', status: directResponse.status, body };
  }
  const written = route.route ?? [];
  const [only] = written;
  const destinations = written.map(({ destination, weight = 0, headers = NO_OPERATIONS }) => ({
    destination: destinationOf(destination, namespace),
    // A single destination takes everything, whatever weight it has.
    weight: only && written.length === 1 ? 100 : weight,
    headers,
  }));
  return { kind: 'route', destinations, rewrite: { path: rewrite?.uri, authority: rewrite?.authority } };
}

function destinationOf({ host, subset, port }: WrittenDestination, namespace: string): Destination {
  return { host: qualifyHost(host, namespace), subset, port: port?.number };
}

function retriesOf(policy: RetryPolicy): Retries {
  return {
    attempts: policy.attempts,
    perTryTimeoutMs: policy.perTryTimeout,
    retryOn: policy.retryOn?.words,
    statusCodes: policy.retryOn?.statusCodes ?? [],
    backoffMs: policy.backoff,
  };
}

function mirrorsOf(route: HttpRoute, namespace: string): readonly Mirror[] {
  const { mirrors = [], mirror, mirrorPercentage } = route;
  const written = mirror ? [...mirrors, { destination: mirror, percentage: mirrorPercentage }] : mirrors;
  return written.map(({ destination, percentage }) => ({
    destination: destinationOf(destination, namespace),
    percent: percentage?.value ?? 100,
  }));
}
