/** A line with the groups of a match in it, or why it cannot be written. */
export type Expanded = { readonly line: string } | { readonly refused: string };

const CHARACTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/**
 * Writes `\1`, `\g<1>` and `\g<name>` of a template as what the groups matched, as Python's `re` does: a group that took
 * no part is empty. Characters are bytes (latin1).
 */
export function expand(template: string, match: RegExpExecArray): Expanded {
  const refused: string[] = [];
  const group = (name: string): string => {
    const isNumber = /^\d+$/.test(name);
    const isThere = isNumber ? Number(name) < match.length : Object.hasOwn(match.groups ?? {}, name);
    if (!isThere) refused.push(`the pattern has no group ${name}`);
    return (isNumber ? match[Number(name)] : match.groups?.[name]) ?? '';
  };
  const line = template.replaceAll(
    /\\(?:g<(\w+)>|(0[0-7]{0,2}|[1-3][0-7]{2})|([1-9]\d?)|([^]))/g,
    (
      text,
      named: string | undefined,
      octal: string | undefined,
      number: string | undefined,
      letter: string | undefined,
    ) => {
      if (named !== undefined) return group(named);
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      if (number !== undefined) return group(number);
      const character = CHARACTERS[letter ?? ''];
      if (character !== undefined) return character;
      if (/[a-zA-Z]/.test(letter ?? '')) refused.push(`${text} means nothing in a line with backrefs`);
      return text;
    },
  );
  return refused.length > 0 ? { refused: refused.join(', ') } : { line };
}
