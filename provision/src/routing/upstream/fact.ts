import { isDeepStrictEqual } from 'node:util';

/** Something that was compared. */
export interface Fact {
  readonly what: string;
  /** Undefined: it holds. */
  readonly difference: string | undefined;
}

/** Compares two objects key by key, down to `depth` levels: a fact for each key that one of them has. */
export function compare(what: string, theirs: unknown, ours: unknown, depth = 1): readonly Fact[] {
  if (depth > 0 && isRecord(theirs) && isRecord(ours)) {
    const keys = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])];
    return keys.flatMap((key) => compare(`${what}: ${key}`, theirs[key], ours[key], depth - 1));
  }
  if (isDeepStrictEqual(theirs, ours)) return [{ what, difference: undefined }];
  return [{ what, difference: `upstream ${JSON.stringify(theirs)}, ours ${JSON.stringify(ours)}` }];
}

/** The object without some of its keys. */
export function without(value: Json, keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

/** An object of JSON. */
export type Json = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
