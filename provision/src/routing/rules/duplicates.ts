import { placeOf, problemAt } from '../../source/document.ts';
import type { Path, SourceDocument } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import { qualifyGateway } from '../build/virtual-service.ts';
import { qualifyHost } from '../host.ts';
import type { RoutingObjects } from '../read-objects.ts';

interface Claim {
  /** What may be claimed once only. */
  readonly what: string;
  readonly source: SourceDocument;
  readonly path: Path;
  readonly why: string;
}

/** Two objects that both decide about one thing: which of them wins is not defined, or one is lost in silence. */
export function findDuplicates(objects: RoutingObjects): readonly Problem[] {
  const first = new Map<string, Claim>();
  const problems: Problem[] = [];
  for (const claim of claimsOf(objects)) {
    const earlier = first.get(claim.what);
    if (!earlier) {
      first.set(claim.what, claim);
      continue;
    }
    const { file, position } = placeOf(earlier.source, earlier.path);
    const message = `${claim.what} has two: the other one is at ${file}:${position.line}`;
    problems.push(problemAt(claim.source, claim.path, 'bad-route', message, claim.why));
  }
  return problems;
}

function claimsOf({ VirtualService, DestinationRule, EnvoyFilter }: RoutingObjects): readonly Claim[] {
  const hosts = VirtualService.flatMap(({ source, namespace, spec }) =>
    (spec.gateways ?? ['mesh']).flatMap((gateway) =>
      spec.hosts.map((host, at) => ({
        what:
          gateway === 'mesh'
            ? `the mesh host ${qualifyHost(host, namespace)}`
            : `the host ${host} at the gateway ${qualifyGateway(gateway, namespace)}`,
        source,
        path: ['spec', 'hosts', at],
        why: 'put the routes of both into one VirtualService: the order between two is not defined',
      })),
    ),
  );
  const rules = DestinationRule.map(({ source, namespace, spec }) => ({
    what: `the destination ${qualifyHost(spec.host, namespace)}`,
    source,
    path: ['spec', 'host'],
    why: 'of two DestinationRules with one subset the second is lost',
  }));
  const subsets = DestinationRule.flatMap(({ source, namespace, spec }) =>
    (spec.subsets ?? []).map(({ name }, at) => ({
      what: `the subset ${name} of ${qualifyHost(spec.host, namespace)}`,
      source,
      path: ['spec', 'subsets', at, 'name'],
      why: 'the second is lost',
    })),
  );
  const patches = EnvoyFilter.flatMap(({ source, spec }) =>
    spec.configPatches.map(({ applyTo, match }, at) => ({
      what: applyTo === 'HTTP_FILTER' ? `the limit of ${match.context}` : `the hops of ${match.context}`,
      source,
      path: ['spec', 'configPatches', at],
      why: 'two filters would both count each request',
    })),
  );
  return [...hosts, ...rules, ...subsets, ...patches];
}
