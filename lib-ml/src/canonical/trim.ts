/**
 * Characters without ink that browsers, mail programs and people leave around a link. The list is
 * written out rather than asked of the Unicode tables, so that it is the same in every release of Node.
 */
export function isBlank(code: number): boolean {
  if (code <= 0x20) return true; // C0 controls and the space
  if (code < 0x7f) return false;
  return (
    code <= 0xa0 || // DEL, C1 controls, no-break space
    code === 0xad || // soft hyphen
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200f) || // spaces, zero width, direction marks
    (code >= 0x2028 && code <= 0x202f) || // line separators, embeddings
    (code >= 0x205f && code <= 0x206f) || // word joiner, isolates
    code === 0x3000 ||
    code === 0xfeff
  );
}

/** The text without blanks at its ends. Linear, also for long runs of blanks in the middle. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** The text without its last run of slashes, empty query, empty fragment and blanks. */
export function trimBareEnd(text: string): string {
  let end = text.length;
  while (end > 0) {
    const code = text.charCodeAt(end - 1);
    if (code !== 0x2f && code !== 0x3f && code !== 0x23 && !isBlank(code)) break;
    end -= 1;
  }
  return text.slice(0, end);
}

/** The text without leading slashes and backslashes, as the URL parser drops them before a host. */
export function dropLeadingSlashes(text: string): string {
  let start = 0;
  while (start < text.length && (text[start] === '/' || text[start] === '\\')) start += 1;
  return text.slice(start);
}
