import type { StringTest } from '../schema/string-match.ts';
import type { HeaderTest, RequestMatch } from '../table.ts';
import type { Route } from '../view/proxy-view.ts';

/** Envoy's RouteMatch. */
export function envoyMatch({ match, isUnconditional }: Route): object {
  return {
    ...pathMatch(match),
    // istiod says so where there is a `match`, and leaves Envoy its default (which is the same) where there is none.
    ...(!isUnconditional && { case_sensitive: match.isCaseSensitive }),
    ...(match.headers.length > 0 && { headers: match.headers.map(envoyHeaderMatch) }),
    ...(match.queryParameters.length > 0 && {
      query_parameters: match.queryParameters.map(({ name, test }) =>
        test.kind === 'present'
          ? { name, present_match: true }
          : { name, string_match: envoyStringMatch(test) },
      ),
    }),
  };
}

/** Envoy's HeaderMatcher. */
export function envoyHeaderMatch({ name, test, isInverted }: HeaderTest): object {
  return {
    name,
    ...(test.kind === 'present' ? { present_match: true } : { string_match: envoyStringMatch(test) }),
    ...(isInverted && { invert_match: true }),
  };
}

function pathMatch({ path }: RequestMatch): object {
  switch (path.kind) {
    case 'exact':
      return { path: path.value };
    case 'regex':
      return { safe_regex: { regex: path.value } };
    default:
      return { prefix: path.kind === 'present' ? '/' : path.value };
  }
}

function envoyStringMatch({ kind, value, isCaseSensitive }: StringTest): object {
  const test = kind === 'regex' ? { safe_regex: { regex: value } } : { [kind]: value };
  return { ...test, ...(!isCaseSensitive && { ignore_case: true }) };
}
