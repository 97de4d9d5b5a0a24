import { problemAt, problemAtKey } from '../../source/document.ts';
import type { Path, SourceDocument } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import { qualifyGateway } from '../build/virtual-service.ts';
import type { RoutingObject, RoutingObjects } from '../read-objects.ts';
import type { HttpMatch } from '../schema/http-match.ts';
import type { VirtualServiceSpec } from '../schema/virtual-service.ts';

/** Matches that would not mean what they say, and items that no request can reach. */
export function findBadMatches({ VirtualService }: RoutingObjects): readonly Problem[] {
  return VirtualService.flatMap((service) => [
    ...service.spec.http.flatMap(({ match = [] }, rule) =>
      match.flatMap((each, at) => findBadMatch(each, service, ['spec', 'http', rule, 'match', at])),
    ),
    ...findUnreachable(service.spec, service.source),
  ]);
}

function findBadMatch(
  match: HttpMatch,
  { source, namespace, spec }: RoutingObject<VirtualServiceSpec>,
  path: Path,
): readonly Problem[] {
  const problems: Problem[] = [];
  const own = (spec.gateways ?? ['mesh']).map((each) => qualifyGateway(each, namespace));
  if (match.sourceLabels && match.gateways) {
    const message = 'beside `gateways` Istio does not look at `sourceLabels` at all';
    problems.push(
      problemAtKey(source, [...path, 'sourceLabels'], 'bad-route', message, 'leave `gateways` out'),
    );
  } else if (match.sourceLabels && !own.includes('mesh')) {
    const message =
      'the source of a request at a gateway is the gateway: `sourceLabels` tells no callers apart there';
    problems.push(problemAtKey(source, [...path, 'sourceLabels'], 'bad-route', message));
  }
  for (const [at, gateway] of (match.gateways ?? []).entries()) {
    if (own.includes(qualifyGateway(gateway, namespace))) continue;
    const message = `${gateway} is none of the gateways of this VirtualService`;
    problems.push(problemAt(source, [...path, 'gateways', at], 'unknown-reference', message));
  }
  return problems;
}

/** Behind an item that takes everything nothing is ever asked. */
function findUnreachable(spec: VirtualServiceSpec, source: SourceDocument): readonly Problem[] {
  const catchAll = spec.http.findIndex(({ match }) => !match || match.some((each) => isEmpty(each)));
  if (catchAll < 0 || catchAll === spec.http.length - 1) return [];
  const message = 'no request can come here: an item above takes every one';
  return [problemAt(source, ['spec', 'http', catchAll + 1], 'bad-route', message)];
}

/** Whether a match asks nothing of a request. */
function isEmpty(match: HttpMatch): boolean {
  const { name: _name, statPrefix: _prefix, ignoreUriCase: _case, uri, ...conditions } = match;
  const takesAnyPath =
    uri === undefined || uri.kind === 'present' || (uri.kind === 'prefix' && uri.value === '/');
  return (
    takesAnyPath &&
    Object.values(conditions).every(
      (value) => value === undefined || (typeof value === 'object' && Object.keys(value).length === 0),
    )
  );
}
