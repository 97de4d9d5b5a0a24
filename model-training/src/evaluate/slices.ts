import { canonicalize } from '@remla-lab/lib-ml';

import type { NamedRows } from '../dataset/load-dataset.ts';

/** Some rows of a test set that have something in common. */
export interface Slice {
  readonly test: string;
  readonly by: 'all' | 'source' | 'length';
  readonly name: string;
  /** Indices of its rows. */
  readonly indices: Uint32Array;
}

/** Lengths of the canonical form at which a new slice begins. */
const LENGTH_STEPS = [16, 31, 61, 121];

/** The test set as a whole, by source and by length of the canonical form. */
export function slicesOf({ name: test, rows, sources }: NamedRows): readonly Slice[] {
  const everything: Slice = { test, by: 'all', name: 'all', indices: Uint32Array.from(rows.keys()) };
  const bySource = group(sources).map(([name, indices]): Slice => ({ test, by: 'source', name, indices }));
  const byLength = group(rows.map(({ url }) => lengthName(canonicalize(url).text.length)))
    .sort(([a], [b]) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .map(([name, indices]): Slice => ({ test, by: 'length', name, indices }));
  return [everything, ...(bySource.length > 1 ? bySource : []), ...byLength];
}

/** The name of the slice of a length, such as `16–30`. */
export function lengthName(length: number): string {
  const starts = [1, ...LENGTH_STEPS];
  const place = starts.findLastIndex((start) => length >= start);
  const next = starts[place + 1];
  return next === undefined ? `${starts[place]} and more` : `${starts[Math.max(0, place)]}–${next - 1}`;
}

function group(names: readonly string[]): [name: string, indices: Uint32Array][] {
  const groups = new Map<string, number[]>();
  for (const [index, name] of names.entries()) {
    const indices = groups.get(name);
    if (indices === undefined) groups.set(name, [index]);
    else indices.push(index);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, indices]) => [name, Uint32Array.from(indices)]);
}
