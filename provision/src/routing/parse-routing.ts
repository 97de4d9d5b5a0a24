import type { SourceFile } from '../source/yaml.ts';
import { parseYamlStream } from '../source/yaml.ts';
import { arrangeProblems } from '../source/problem.ts';
import type { Problem } from '../source/problem.ts';
import { buildDestinationRule } from './build/destination-rule.ts';
import { buildRateLimit } from './build/rate-limit.ts';
import { buildVirtualService } from './build/virtual-service.ts';
import { findRefused } from './fields/find-refused.ts';
import { readObjects } from './read-objects.ts';
import type { RoutingObjects } from './read-objects.ts';
import { findBadActions } from './rules/actions.ts';
import { findDuplicates } from './rules/duplicates.ts';
import { findBadLimits } from './rules/limits.ts';
import { findLocalLimits } from './rules/local.ts';
import { findBadMatches } from './rules/matches.ts';
import { findLooseReferences } from './rules/references.ts';
import { findUnread } from './rules/unread.ts';
import { findEmptySubsets } from './rules/workloads.ts';
import type { Labels } from './schema/object-meta.ts';
import type { RouteTable } from './table.ts';

/** For whom the manifests are read. */
export interface ParseOptions {
  /**
   * `local`: what the local gateway cannot obey is a problem, too. `mesh`: whatever Istio obeys and we know is fine.
   * @default 'local'
   */
  readonly target?: 'local' | 'mesh';
  /** Labels of all that runs; then a subset that selects none of it is a problem. */
  readonly workloads?: readonly Labels[];
}

/**
 * Reads the routing and rate-limit manifests, all of them at once. Other kinds are left alone.
 * The table is there whenever the files could be read; use it only when there are no problems.
 */
export function parseRouting(
  files: readonly SourceFile[],
  { target = 'local', workloads }: ParseOptions = {},
): { table: RouteTable; problems: readonly Problem[] } {
  const parsed = files.map(parseYamlStream);
  const documents = parsed.flatMap((each) => each.documents);
  const { objects, problems: unreadable } = readObjects(documents);
  const problems = [...parsed.flatMap((each) => each.problems), ...unreadable];
  const isComplete = problems.length === 0;
  for (const find of [findBadActions, findBadMatches, findDuplicates]) problems.push(...find(objects));
  // What refers to an object that could not be read would only say, in other words, that it could not be read.
  if (isComplete) {
    problems.push(...findBadLimits(objects), ...findLooseReferences(objects));
    if (workloads) problems.push(...findEmptySubsets(objects, workloads));
  }
  if (target === 'local') {
    problems.push(...findRefused(objects), ...findLocalLimits(objects), ...findUnread(documents));
  }
  return { table: buildTable(objects), problems: arrangeProblems(problems) };
}

function buildTable(objects: RoutingObjects): RouteTable {
  return {
    gateways: objects.Gateway.flatMap(({ name, namespace, spec }) =>
      spec.servers.map(({ port, hosts }) => ({
        id: `${namespace}/${name}`,
        selector: spec.selector,
        port: port.number,
        hosts,
      })),
    ),
    virtualServices: objects.VirtualService.map(buildVirtualService),
    destinationRules: objects.DestinationRule.map(buildDestinationRule),
    services: objects.Service.flatMap(({ name, namespace, spec }) =>
      spec.ports.map(({ port }) => ({ host: `${name}.${namespace}.svc.cluster.local`, port })),
    ),
    ...buildRateLimit(objects.EnvoyFilter),
  };
}
