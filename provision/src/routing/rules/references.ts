import { problemAt } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import { suggest } from '../../source/nearest.ts';
import { qualifyGateway } from '../build/virtual-service.ts';
import { isHostWithin, qualifyHost } from '../host.ts';
import type { RoutingObject, RoutingObjects } from '../read-objects.ts';
import type { VirtualServiceSpec } from '../schema/virtual-service.ts';

/** Whatever a VirtualService names must be there: gateways that let its hosts in, and subsets. */
export function findLooseReferences(objects: RoutingObjects): readonly Problem[] {
  return objects.VirtualService.flatMap((service) => [
    ...findUnknownGateways(service, objects),
    ...findUnknownSubsets(service, objects),
  ]);
}

function findUnknownGateways(
  { source, namespace, spec }: RoutingObject<VirtualServiceSpec>,
  { Gateway }: RoutingObjects,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [index, written] of (spec.gateways ?? []).entries()) {
    const id = qualifyGateway(written, namespace);
    const gateway = Gateway.find((each) => `${each.namespace}/${each.name}` === id);
    if (id !== 'mesh' && !gateway) {
      const hint = suggest(
        id,
        Gateway.map((each) => `${each.namespace}/${each.name}`),
      );
      problems.push(
        problemAt(
          source,
          ['spec', 'gateways', index],
          'unknown-reference',
          `there is no Gateway ${id}`,
          hint,
        ),
      );
    }
    if (!gateway) continue;
    const patterns = gateway.spec.servers.flatMap(({ hosts }) => hosts);
    const namespaces = { gateway: gateway.namespace, host: namespace };
    for (const [at, host] of spec.hosts.entries()) {
      if (patterns.some((pattern) => isHostWithin(host, pattern, namespaces))) continue;
      const message = `the Gateway ${id} lets no request for ${host} in`;
      const hint = `its hosts: ${patterns.join(', ')}`;
      problems.push(problemAt(source, ['spec', 'hosts', at], 'unknown-reference', message, hint));
    }
  }
  return problems;
}

function findUnknownSubsets(
  { source, namespace, spec }: RoutingObject<VirtualServiceSpec>,
  { DestinationRule }: RoutingObjects,
): readonly Problem[] {
  const destinations = spec.http.flatMap(({ route = [], mirrors = [], mirror }, rule) => [
    ...route.map(({ destination }, at) => ({
      destination,
      path: ['spec', 'http', rule, 'route', at, 'destination'],
    })),
    ...mirrors.map(({ destination }, at) => ({
      destination,
      path: ['spec', 'http', rule, 'mirrors', at, 'destination'],
    })),
    ...(mirror ? [{ destination: mirror, path: ['spec', 'http', rule, 'mirror'] }] : []),
  ]);
  return destinations.flatMap(({ destination: { host, subset }, path }) => {
    if (subset === undefined) return [];
    const full = qualifyHost(host, namespace);
    const rules = DestinationRule.filter((each) => qualifyHost(each.spec.host, each.namespace) === full);
    const subsets = rules.flatMap((each) => each.spec.subsets ?? []).map(({ name }) => name);
    if (subsets.includes(subset)) return [];
    const message =
      rules.length > 0 ? `${full} has no subset ${subset}` : `no DestinationRule is for ${full}`;
    const at = [...path, rules.length > 0 ? 'subset' : 'host'];
    return [problemAt(source, at, 'unknown-reference', message, suggest(subset, subsets))];
  });
}
