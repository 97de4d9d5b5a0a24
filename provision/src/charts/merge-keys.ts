import type { ChartKey, ChartKeys, ValueType } from './chart-keys.ts';

/** All keys of both. Where both have one, the first says its types; a map with known keys stays one. */
export function mergeKeys(first: ChartKeys, second: ChartKeys): ChartKeys {
  const merged = new Map(second);
  for (const [name, key] of first) merged.set(name, mergeKey(key, second.get(name)));
  return merged;
}

function mergeKey(first: ChartKey, second: ChartKey | undefined): ChartKey {
  if (first.keys && second?.keys) return { ...first, keys: mergeKeys(first.keys, second.keys) };
  if (isFreeMap(first) && second?.keys) return second;
  return first;
}

function isFreeMap({ types, keys }: ChartKey): boolean {
  return keys === undefined && types.length === 1 && types[0] === 'map';
}

/** The keys with one more, at a path; it takes the place of what is there. */
export function withKey(keys: ChartKeys, path: readonly string[], type: ValueType): ChartKeys {
  const [step = '', ...rest] = path;
  const found = keys.get(step);
  const key: ChartKey =
    rest.length === 0
      ? { types: [type] }
      : { types: ['map'], keys: withKey(found?.keys ?? new Map<string, ChartKey>(), rest, type) };
  return new Map([...keys, [step, key]]);
}
