/** A copy of plain data with every text in it scrubbed, keys too; what is not plain data stays as it prints in JSON. */
export function scrubValue<Value>(value: Value, scrub: (text: string) => string): Value {
  return scrubAny(value, scrub) as Value;
}

function scrubAny(value: unknown, scrub: (text: string) => string): unknown {
  if (typeof value === 'string') return scrub(value);
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map((item) => scrubAny(item, scrub));
  if (typeof value !== 'object' || value === null) return value;
  if ('toJSON' in value && typeof value.toJSON === 'function') return scrubAny(value.toJSON(), scrub);
  const entries = Object.entries(value).map(([key, each]) => [scrub(key), scrubAny(each, scrub)]);
  return Object.fromEntries(entries);
}
