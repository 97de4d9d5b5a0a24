/**
 * Characters that have no picture of their own, or that turn the order of others round: controls, zero-width characters, marks and
 * overrides of direction, soft hyphen, byte order mark, fillers, variation selectors and tags.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** The text with each hidden character written out, as in `⟨U+202E⟩`, so that an address cannot be made to look like another one. */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return `⟨U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}
