import { problem } from '../source/problem.ts';
import type { Place, Problem } from '../source/problem.ts';
import { suggest } from '../source/nearest.ts';
import { UnresolvedVariable } from './lazy-record.ts';
import { descend } from './scope.ts';

/** The value at a path such as `result.items[0].name`, written as in conditions; a problem where nothing is there. */
export function lookUp(
  path: string,
  variables: Readonly<Record<string, unknown>>,
  place: Place,
): { readonly value: unknown } | { readonly problem: Problem } {
  const keys = keysOf(path.trim());
  if (!keys) {
    const message = `\`${path}\` is no path of a variable`;
    return { problem: problem('bad-value', message, place, 'such as `result.items[0].name`') };
  }
  try {
    const found = descend(variables, keys);
    if (found.isFound) return { value: found.value };
    const message =
      keys.length === 1
        ? `\`${found.missing}\` is not defined`
        : `\`${path}\`: there is no \`${found.missing}\``;
    return { problem: problem('undefined-name', message, place, suggest(found.missing, found.known)) };
  } catch (error) {
    if (!(error instanceof UnresolvedVariable)) throw error;
    return { problem: error.problems[0] ?? problem('undefined-name', `\`${path}\` has no value`, place) };
  }
}

function keysOf(path: string): readonly string[] | undefined {
  const part = /\.?([A-Za-z_]\w*)|\.(\d+)(?=\.|\[|$)|\[(\d+)\]|\[(["'])(.*?)\4\]|\.\[([^\]]+)\]/y;
  const keys: string[] = [];
  while (part.lastIndex < path.length) {
    const match = part.exec(path);
    if (!match) return undefined;
    keys.push(match[1] ?? match[2] ?? match[3] ?? match[5] ?? match[6] ?? '');
  }
  return keys.length > 0 ? keys : undefined;
}
