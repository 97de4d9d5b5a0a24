type Values = Readonly<Record<string, unknown>>;

/** Values with others over them, as helm merges files of values: maps key by key, anything else is replaced; null takes the chart's own away. */
export function mergeValues(under: Values, over: Values): Values {
  const merged = Object.entries(over).map(([key, value]) => {
    const below = under[key];
    return [key, isMap(below) && isMap(value) ? mergeValues(below, value) : value];
  });
  return { ...under, ...Object.fromEntries(merged) };
}

function isMap(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
