import { problemAt } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import { qualifyHost, serviceOf } from '../host.ts';
import type { RoutingObjects } from '../read-objects.ts';
import type { Labels } from '../schema/object-meta.ts';

/** Subsets that select none of the workloads: every request to them would fail. */
export function findEmptySubsets(
  { DestinationRule }: RoutingObjects,
  workloads: readonly Labels[],
): readonly Problem[] {
  return DestinationRule.flatMap(({ source, namespace, spec }) => {
    const host = qualifyHost(spec.host, namespace);
    const ofHost = workloads.filter(({ app }) => app === serviceOf(host)?.name);
    if (ofHost.length === 0) {
      return [problemAt(source, ['spec', 'host'], 'unknown-reference', `nothing of the lab runs as ${host}`)];
    }
    return (spec.subsets ?? []).flatMap(({ name, labels = {} }, at) => {
      const wanted = Object.entries(labels);
      if (ofHost.some((each) => wanted.every(([key, value]) => each[key] === value))) return [];
      const message = `nothing of the lab that runs as ${host} has the labels of subset ${name}`;
      return [problemAt(source, ['spec', 'subsets', at], 'unknown-reference', message)];
    });
  });
}
