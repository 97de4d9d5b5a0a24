const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
// Wide in a terminal by Unicode's East Asian Width (W and F): CJK scripts, their punctuation, full-width forms, emoji.
const DOUBLE_WIDTH =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}\p{Emoji_Presentation}]$/u;

/** How many cells a terminal gives to one character (a code point). */
export function cellsOf(character: string): 0 | 1 | 2 {
  if (ZERO_WIDTH.test(character)) return 0;
  return DOUBLE_WIDTH.test(character) ? 2 : 1;
}

/** How many cells a terminal gives to a text without line breaks, tabs or escape sequences. */
export function widthOf(text: string): number {
  return Array.from(text, cellsOf).reduce<number>((sum, cells) => sum + cells, 0);
}
