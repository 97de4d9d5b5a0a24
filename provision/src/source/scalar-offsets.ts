/** A scalar of a YAML text: its value, how it is written, and from where to where (with its quotes or its `|`). */
export interface ScalarSource {
  readonly value: string;
  readonly style: string | undefined;
  readonly start: number;
  readonly end: number;
}

/**
 * For each character of a scalar's value, and one past the last, the offset in the YAML text where it is written.
 * Quotes, escapes, folded lines and the indentation of block scalars are seen through. undefined where the value
 * cannot be followed (then only the scalar's own start is known).
 */
export function scalarOffsets(text: string, scalar: ScalarSource): readonly number[] | undefined {
  switch (scalar.style) {
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      return blockOffsets(text, scalar);
    case 'QUOTE_DOUBLE':
    case 'QUOTE_SINGLE':
      return flowOffsets(text, scalar, scalar.start + 1, scalar.end - 1);
    default:
      return flowOffsets(text, scalar, scalar.start, scalar.end);
  }
}

/** Plain and quoted scalars: escapes are one character, a run of line breaks and the blanks around it is folded. */
function flowOffsets(
  text: string,
  { value, style }: ScalarSource,
  from: number,
  to: number,
): readonly number[] | undefined {
  const offsets: number[] = [];
  for (let at = from; at < to;) {
    const { length, produced } = stepAt(text, at, { to, style });
    for (let count = 0; count < produced; count++) offsets.push(at);
    at += length;
  }
  offsets.push(to);
  return offsets.length === value.length + 1 ? offsets : undefined;
}

/** How many characters of the text stand for how many of the value. */
interface Step {
  readonly length: number;
  readonly produced: number;
}

function stepAt(
  text: string,
  at: number,
  { to, style }: { readonly to: number; readonly style: string | undefined },
): Step {
  const fold = /^[ \t\r\n]/.test(text[at] ?? '') && /^[ \t]*(?:\r?\n[ \t]*)+/.exec(text.slice(at, to))?.[0];
  if (typeof fold === 'string') {
    const breaks = fold.split('\n').length - 1;
    return { length: fold.length, produced: breaks === 1 ? 1 : breaks - 1 };
  }
  if (style === 'QUOTE_DOUBLE' && text[at] === '\\') return escapeAt(text, at);
  return { length: style === 'QUOTE_SINGLE' && text[at] === "'" ? 2 : 1, produced: 1 };
}

/** How long an escape of a double-quoted scalar is, and how many UTF-16 units it stands for. */
function escapeAt(text: string, at: number): Step {
  const continued = /^\\\r?\n[ \t]*/.exec(text.slice(at))?.[0];
  if (continued !== undefined) return { length: continued.length, produced: 0 };
  const digits = HEX_DIGITS[text[at + 1] ?? ''] ?? 0;
  const isAstral = digits === 8 && Number.parseInt(text.slice(at + 2, at + 10), 16) > 0xffff;
  return { length: 2 + digits, produced: isAstral ? 2 : 1 };
}

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Block scalars: each line's text stands in the value as it is, behind the line breaks or blanks that fold it. */
function blockOffsets(text: string, { value, start, end }: ScalarSource): readonly number[] {
  const offsets: number[] = [];
  const firstBreak = text.indexOf('\n', start);
  let lineStart = firstBreak < 0 ? end : firstBreak + 1;
  const header = text.slice(start, lineStart);
  const indent = indentOf(text, lineStart, end, Number(/[1-9]/.exec(header.split('#')[0] ?? '')?.[0] ?? 0));
  while (lineStart < end && offsets.length < value.length) {
    const lineBreak = text.indexOf('\n', lineStart);
    const lineEnd = lineBreak < 0 || lineBreak > end ? end : lineBreak;
    const line = text.slice(Math.min(lineStart + indent, lineEnd), lineEnd).replace(/\r$/, '');
    if (line !== '') {
      while (offsets.length < value.length && !value.startsWith(line, offsets.length))
        offsets.push(lineStart - 1);
      for (let index = 0; index < line.length; index++) offsets.push(lineStart + indent + index);
    }
    lineStart = lineEnd + 1;
  }
  while (offsets.length <= value.length) offsets.push(end);
  return offsets;
}

/** The indentation of a block: that of its first line with text; an explicit one counts from an unknown parent. */
function indentOf(text: string, from: number, to: number, explicit: number): number {
  const lines = text
    .slice(from, to)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const indents = lines.map((line) => line.length - line.trimStart().length);
  return (explicit > 0 ? Math.min(...indents) : indents[0]) ?? 0;
}
