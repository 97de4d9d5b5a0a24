import { problemAt, problemAtKey } from '../../source/document.ts';
import type { Path, SourceDocument } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import type { RoutingObjects } from '../read-objects.ts';
import type { HttpRoute } from '../schema/virtual-service.ts';

const ACTIONS = ['route', 'redirect', 'directResponse', 'delegate'] as const;

/** Each item of `http` does exactly one thing, and the weights of its destinations sum to 100. */
export function findBadActions({ VirtualService }: RoutingObjects): readonly Problem[] {
  return VirtualService.flatMap(({ source, spec }) =>
    spec.http.flatMap((route, at) => {
      const path = ['spec', 'http', at];
      return [...findWrongCount(route, source, path), ...findBadWeights(route, source, path)];
    }),
  );
}

function findWrongCount(route: HttpRoute, source: SourceDocument, path: Path): readonly Problem[] {
  const [action, ...others] = ACTIONS.filter((each) => route[each] !== undefined);
  if (action === undefined) {
    return [problemAt(source, path, 'bad-route', 'this item says what to match, but not what to do', HINT)];
  }
  const found = others.map((other) =>
    problemAtKey(
      source,
      [...path, other],
      'bad-route',
      `\`${other}\` cannot stand beside \`${action}\``,
      HINT,
    ),
  );
  if (action === 'route') return found;
  const needsRoute = (['rewrite', 'retries', 'timeout', 'mirrors', 'mirror'] as const).filter(
    (each) => route[each] !== undefined,
  );
  const lost = needsRoute.map((each) =>
    problemAtKey(source, [...path, each], 'bad-route', `\`${each}\` means nothing without \`route\``),
  );
  return [...found, ...lost];
}

const HINT = 'one of `route`, `redirect` and `directResponse`';

function findBadWeights({ route = [] }: HttpRoute, source: SourceDocument, path: Path): readonly Problem[] {
  const [only] = route;
  if (!only || (route.length === 1 && only.weight === undefined)) return [];
  const missing = route.flatMap(({ weight }, at) =>
    weight === undefined
      ? [
          problemAt(
            source,
            [...path, 'route', at],
            'bad-route',
            'one of several destinations needs a `weight`',
          ),
        ]
      : [],
  );
  if (missing.length > 0) return missing;
  const sum = route.reduce((total, { weight = 0 }) => total + weight, 0);
  if (sum === 100) return [];
  const weights = route.map(({ weight = 0 }) => weight).join(' + ');
  const message = `the weights sum to ${sum}, not to 100${route.length > 1 ? `: ${weights}` : ''}`;
  return [problemAt(source, [...path, 'route', 0, 'weight'], 'bad-route', message)];
}
