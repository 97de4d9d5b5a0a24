import { SPACE, readCharacter } from './python-escape.ts';
import type { Escape } from './python-escape.ts';
import { UntranslatablePattern } from './untranslatable-pattern.ts';

/** Escapes of sets within a class. JavaScript counts one byte more as white space. */
const SETS: Readonly<Record<string, string>> = {
  d: String.raw`\d`,
  D: String.raw`\D`,
  w: String.raw`\w`,
  W: String.raw`\W`,
  s: SPACE,
  S: String.raw`\S\xa0`,
  b: String.raw`\x08`,
};

/** Reads a class such as `[^]a-z]`, where a bracket that stands first is meant as itself. */
export function readClass(rest: string): Escape {
  const isNegated = rest[1] === '^';
  let index = isNegated ? 2 : 1;
  let source = isNegated ? '[^' : '[';
  const first = index;
  for (;;) {
    const character = rest[index];
    if (character === undefined) throw new UntranslatablePattern('a `[` is not closed');
    if (character === ']' && index > first) return { source: `${source}]`, length: index + 1 };
    const item = readItem(rest.slice(index));
    source += item.source;
    index += item.length;
  }
}

function readItem(rest: string): Escape {
  const [character = '', letter = ''] = rest;
  if (character === '\\') {
    const set = SETS[letter];
    return set === undefined ? readCharacter(rest) : { source: set, length: 2 };
  }
  return { source: character === '[' || character === ']' ? `\\${character}` : character, length: 1 };
}
