/**
 * A value as CEL takes it: whole numbers are int (BigInt), other numbers double, maps have own keys only. Parts of maps
 * and lists are converted when they are read.
 */
export function toCel(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toCel);
  if (typeof value !== 'object' || value === null) return value;
  return celRecord(Object.keys(value), (key) => (value as Readonly<Record<string, unknown>>)[key]);
}

/** The variables of an expression: those that it names, each converted when it is read. */
export function celVariables(
  variables: Readonly<Record<string, unknown>>,
  names: Iterable<string>,
): Readonly<Record<string, unknown>> {
  const there = [...new Set(names)].filter((name) => Object.hasOwn(variables, name));
  // A Map as well, where a variable has the name that would need one.
  return celRecord(there, (name) => variables[name]) as Readonly<Record<string, unknown>>;
}

function celRecord(keys: readonly string[], read: (key: string) => unknown): unknown {
  // The library tells a map by its constructor: one with a key of that name must be a Map.
  if (keys.includes('constructor')) return new Map(keys.map((key) => [key, toCel(read(key))]));
  const record = Object.create(null) as Record<string, unknown>;
  for (const key of keys) {
    Object.defineProperty(record, key, {
      enumerable: true,
      configurable: true,
      get: () => {
        const value = toCel(read(key));
        Object.defineProperty(record, key, { value, enumerable: true });
        return value;
      },
    });
  }
  return record;
}

/** A value of CEL as everybody else takes it; undefined for what has no form outside (a type, a version). */
export function fromCel(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
    return value;
  if (Array.isArray(value)) return value.map(fromCel);
  if (value instanceof Map) return fromEntries([...value]);
  if (typeof value !== 'object') return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype
    ? fromEntries(Object.entries(value))
    : undefined;
}

function fromEntries(entries: readonly (readonly [unknown, unknown])[]): unknown {
  return Object.fromEntries(entries.map(([key, item]) => [String(fromCel(key)), fromCel(item)]));
}
