/** A value of a case file as modules see it: `$text`, `$base64`, `$undefined` and `$map` replaced, everywhere in it. */
export function fromCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromCase);
  if (typeof value !== 'object' || value === null) return value;
  const [only, ...others] = Object.entries(value);
  if (only !== undefined && others.length === 0) {
    const [key, inner] = only;
    if (key === '$text') return Buffer.from(String(inner));
    if (key === '$base64') return Buffer.from(String(inner), 'base64');
    if (key === '$undefined') return undefined;
    if (key === '$map') return new Map(Object.entries(inner as object).map(([k, v]) => [k, fromCase(v)]));
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fromCase(inner)]));
}

/** Bytes as they are written in a case file: text where they are UTF-8. */
export function toCaseBytes(bytes: Uint8Array): { readonly $text: string } | { readonly $base64: string } {
  const text = Buffer.from(bytes).toString('utf8');
  return Buffer.from(text).equals(bytes)
    ? { $text: text }
    : { $base64: Buffer.from(bytes).toString('base64') };
}
