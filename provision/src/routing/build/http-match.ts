import type { HttpMatch as WrittenMatch } from '../schema/http-match.ts';
import type { StringTest } from '../schema/string-match.ts';
import type { HeaderTest, HttpMatch, RequestMatch } from '../table.ts';

const ANY_REQUEST: RequestMatch = {
  path: { kind: 'prefix', value: '/', isCaseSensitive: true },
  isCaseSensitive: true,
  headers: [],
  queryParameters: [],
};

/** The match of a rule that takes every request. */
export const ANY_MATCH: HttpMatch = {
  gateways: [],
  sourceLabels: {},
  sourceNamespace: undefined,
  port: undefined,
  request: ANY_REQUEST,
};

/** A match, with the names of gateways made full by `qualify`. */
export function buildMatch(match: WrittenMatch, qualify: (gateway: string) => string): HttpMatch {
  const isCaseSensitive = match.ignoreUriCase !== true;
  return {
    gateways: (match.gateways ?? []).map(qualify),
    sourceLabels: match.sourceLabels ?? {},
    sourceNamespace: match.sourceNamespace,
    port: match.port,
    request: {
      path: { ...(match.uri ?? ANY_REQUEST.path), isCaseSensitive },
      isCaseSensitive,
      headers: [
        ...headerTests(match.headers, false),
        ...headerTests(match.withoutHeaders, true),
        ...pseudoHeader(':method', match.method),
        ...pseudoHeader(':authority', match.authority),
        ...pseudoHeader(':scheme', match.scheme),
      ],
      queryParameters: Object.entries(match.queryParams ?? {}).map(([name, test]) => ({ name, test })),
    },
  };
}

// By name, as istiod writes them: the order of a map must not decide anything.
function headerTests(
  tests: Readonly<Record<string, StringTest>> = {},
  isInverted: boolean,
): readonly HeaderTest[] {
  return Object.entries(tests)
    .map(([name, test]) => ({ name: name.toLowerCase(), test, isInverted }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function pseudoHeader(name: string, test: StringTest | undefined): readonly HeaderTest[] {
  return test ? [{ name, test, isInverted: false }] : [];
}
