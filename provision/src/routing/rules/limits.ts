import { problemAt } from '../../source/document.ts';
import type { Path, SourceDocument } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import type { Descriptor } from '../build/rate-limit.ts';
import { rateLimitOf } from '../build/rate-limit.ts';
import type { RoutingObject, RoutingObjects } from '../read-objects.ts';
import type { EnvoyFilterSpec } from '../schema/envoy-filter.ts';
import type { LocalRateLimit } from '../schema/local-rate-limit.ts';

// Where Istio's ingress gateway runs, and Istio's root namespace.
const GATEWAY_NAMESPACE = 'istio-system';

const configPath = (patch: number): Path => [
  'spec',
  'configPatches',
  patch,
  'patch',
  'value',
  'typed_config',
];

/** Limits that Envoy would refuse, and limits that would limit nothing. */
export function findBadLimits(objects: RoutingObjects): readonly Problem[] {
  return objects.EnvoyFilter.flatMap((filter) => [
    ...findMissedGateway(filter, objects),
    ...filter.spec.configPatches.flatMap((patch, at) =>
      patch.applyTo === 'HTTP_FILTER'
        ? findBadBuckets(patch.patch.value.typed_config, filter.source, configPath(at))
        : [],
    ),
  ]);
}

/** A filter for the gateway must lie where the gateway is, select it, and name no port that it does not have. */
function findMissedGateway(
  { source, namespace, spec }: RoutingObject<EnvoyFilterSpec>,
  { Gateway }: RoutingObjects,
): readonly Problem[] {
  const own = spec.configPatches.filter(({ match }) => match.context === 'GATEWAY');
  if (own.length === 0) return [];
  const problems: Problem[] = [];
  if (namespace !== GATEWAY_NAMESPACE) {
    const message = `an EnvoyFilter reaches its own namespace only, and the gateway is in ${GATEWAY_NAMESPACE}`;
    problems.push(problemAt(source, ['metadata', 'namespace'], 'bad-rate-limit', message));
  }
  const wanted = Object.entries(spec.workloadSelector.labels);
  const isSelected = Gateway.some((each) =>
    wanted.every(([key, value]) => each.spec.selector[key] === value),
  );
  if (Gateway.length > 0 && !isSelected) {
    const message = 'the filter selects no gateway: no Gateway has all of these labels in its selector';
    problems.push(problemAt(source, ['spec', 'workloadSelector', 'labels'], 'unknown-reference', message));
  }
  const ports = Gateway.flatMap((each) =>
    each.spec.servers.map(({ port }) => port.targetPort ?? port.number),
  );
  for (const [at, { match }] of spec.configPatches.entries()) {
    const { portNumber } = match.listener;
    if (portNumber === undefined || match.context !== 'GATEWAY' || ports.includes(portNumber)) continue;
    const path = ['spec', 'configPatches', at, 'match', 'listener', 'portNumber'];
    problems.push(problemAt(source, path, 'unknown-reference', `no gateway listens on ${portNumber}`));
  }
  return problems;
}

function findBadBuckets(config: LocalRateLimit, source: SourceDocument, path: Path): readonly Problem[] {
  const { bucket, descriptors, actionLists } = rateLimitOf(config);
  return descriptors.flatMap((descriptor, at) => {
    const found: Problem[] = [];
    const here = [...path, 'descriptors', at];
    if (descriptor.bucket.fillIntervalMs % bucket.fillIntervalMs !== 0) {
      const message =
        "Envoy wants the interval of a descriptor's bucket to be a multiple of the filter's own bucket's";
      found.push(problemAt(source, [...here, 'token_bucket', 'fill_interval'], 'bad-rate-limit', message));
    }
    if (!actionLists.some((actions) => canMake(descriptor, actions))) {
      const message = 'no item of `rate_limits` makes such a descriptor: this bucket would count nothing';
      found.push(problemAt(source, [...here, 'entries'], 'bad-rate-limit', message));
    }
    return found;
  });
}

function canMake(
  { entries }: Descriptor,
  actions: readonly { readonly key: string; readonly value?: string }[],
): boolean {
  if (entries.length !== actions.length) return false;
  return entries.every(({ key, value }, index) => {
    const action = actions[index];
    return (
      action?.key === key && (value === undefined || action.value === undefined || action.value === value)
    );
  });
}
