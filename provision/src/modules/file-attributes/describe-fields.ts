import type { Diff } from '../decision.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A diff of attributes, a line each; none where nothing differs. */
export function fieldsDiff(path: string, before: Fields, after: Fields): readonly Diff[] {
  const [left, right] = [describe(before), describe(after)];
  if (left === right) return [];
  const header = `${path} (attributes)`;
  return [{ before: left, after: right, beforeHeader: header, afterHeader: header }];
}

function describe(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${String(value)}\n`)
    .join('');
}
