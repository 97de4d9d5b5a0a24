/** A value without the parts at these paths (`metadata.managedFields`). */
export function withoutFields<Value>(value: Value, paths: readonly string[]): Value {
  return paths.reduce((rest, path) => without(rest, path.split('.')) as Value, value);
}

function without(value: unknown, [first = '', ...rest]: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return value;
  const entries = Object.entries(value);
  if (rest.length === 0) return Object.fromEntries(entries.filter(([name]) => name !== first));
  return Object.fromEntries(
    entries.map(([name, part]) => [name, name === first ? without(part, rest) : part]),
  );
}
