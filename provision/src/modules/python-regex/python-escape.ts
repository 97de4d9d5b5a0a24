import { UntranslatablePattern } from './untranslatable-pattern.ts';

/** What a backslash and what follows it means, and how many characters that is. */
export interface Escape {
  readonly source: string;
  readonly length: number;
}

/** White space among bytes; JavaScript's own class has a character more. */
export const SPACE = String.raw` \t\n\r\f\v`;

/** Escapes that mean the same in both, or are written out. */
const ESCAPES: Readonly<Record<string, string>> = {
  A: '^',
  Z: '$',
  b: String.raw`\b`,
  B: String.raw`\B`,
  d: String.raw`\d`,
  D: String.raw`\D`,
  w: String.raw`\w`,
  W: String.raw`\W`,
  s: `[${SPACE}]`,
  S: `[^${SPACE}]`,
};

const CHARACTERS: Readonly<Record<string, string>> = {
  a: String.raw`\x07`,
  f: String.raw`\f`,
  n: String.raw`\n`,
  r: String.raw`\r`,
  t: String.raw`\t`,
  v: String.raw`\v`,
};

/** Reads an escape outside of a class; `groups` have been opened before it. */
export function readEscape(rest: string, groups: number): Escape {
  const reference = /^\\([1-9]\d?)(?!\d)/.exec(rest);
  const octal = /^\\[0-3][0-7]{2}/.test(rest);
  if (reference && !octal) {
    if (Number(reference[1]) > groups)
      throw new UntranslatablePattern(`there is no group ${reference[1]} yet`);
    return { source: `(?:\\${reference[1]})`, length: reference[0].length };
  }
  const letter = rest[1] ?? '';
  const known = ESCAPES[letter];
  return known === undefined ? readCharacter(rest) : { source: known, length: 2 };
}

/** Reads an escape that stands for one character, anywhere. */
export function readCharacter(rest: string): Escape {
  const hex = /^\\x([0-9a-fA-F]{2})/.exec(rest);
  if (hex) return { source: hex[0], length: hex[0].length };
  const octal = /^\\(0[0-7]{0,2}|[1-3][0-7]{2})/.exec(rest);
  if (octal) return { source: `\\x${hexOf(Number.parseInt(octal[1] ?? '', 8))}`, length: octal[0].length };
  const letter = rest[1];
  if (letter === undefined) throw new UntranslatablePattern('it ends with a backslash');
  const known = CHARACTERS[letter];
  if (known !== undefined) return { source: known, length: 2 };
  if (/[a-zA-Z0-9]/.test(letter)) throw new UntranslatablePattern(`\\${letter} means nothing`);
  return { source: letter > '\x7f' ? letter : `\\x${hexOf(letter.charCodeAt(0))}`, length: 2 };
}

function hexOf(code: number): string {
  return code.toString(16).padStart(2, '0');
}
