import { regexLiteral } from './literal.ts';

// What `*` stands for. No `%` and no `\`: a path that only becomes another one when somebody decodes it
// (`/assets/..%2fpredict`) is not one of ours, and is not treated as one.
const REST_OF_PATH = String.raw`[^?#%\\]*`;

// `:path` holds the query string as well; whatever is asked of a file, it stays the same file.
const ANY_QUERY = String.raw`(\?.*)?`;

// A path begins with a slash, so this matches none. Envoy refuses an empty expression.
const NO_PATH = 'none';

/**
 * One RE2 expression, to be matched against the whole of `:path`, for a list of paths.
 * A `*` at the end of a path stands for any rest of it; every other character stands for itself.
 */
export function regexOfPaths(paths: readonly string[]): string {
  if (paths.length === 0) return NO_PATH;
  const alternatives = paths.map((path) =>
    path.endsWith('*') ? regexLiteral(path.slice(0, -1)) + REST_OF_PATH : regexLiteral(path),
  );
  return `(${alternatives.join('|')})${ANY_QUERY}`;
}
