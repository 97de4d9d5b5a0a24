/** JSON on one line as Python writes it, with a space behind `,` and `:`, in ASCII: what Ansible makes of a map or list. */
export function spacedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => `${ascii(key)}: ${spacedJson(inner)}`);
    return `{${entries.join(', ')}}`;
  }
  return ascii(value);
}

function ascii(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return text.replaceAll(/[\u007f-\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
