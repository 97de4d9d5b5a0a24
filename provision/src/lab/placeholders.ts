/** `{name}` in a text of lab.yml. */
const PLACEHOLDER = /\{([^{}]*)\}/g;

/** A text with its placeholders filled in; one without a value stays as it is written. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string | undefined>>): string {
  return text.replaceAll(PLACEHOLDER, (whole, name: string) => values[name] ?? whole);
}

/** Braces of a text that are no placeholder with one of the names; `index` is where each begins. */
export function oddPlaceholders(
  text: string,
  names: readonly string[],
): readonly { readonly text: string; readonly index: number }[] {
  return [...text.matchAll(/\{[^{}]*\}|[{}]/g)]
    .filter(([whole]) => !names.includes(whole.slice(1, -1)))
    .map((match) => ({ text: match[0], index: match.index }));
}
