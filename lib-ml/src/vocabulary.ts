/** Index of padding in every row of ids. */
export const PADDING_ID = 0;

/** Index of a character that the vocabulary does not have. */
export const UNKNOWN_ID = 1;

/** Index of the first character of a vocabulary. */
export const FIRST_CHARACTER_ID = 2;

const ASCII_LENGTH = 128;

/** The characters that a model tells apart. Immutable; made once and used for every URL. */
export interface Vocabulary {
  /** In the order of their ids, from 2 on, as a manifest lists them. */
  readonly characters: readonly string[];
  /** Rows that an embedding needs: the characters, padding and unknown. */
  readonly size: number;
  /** The id of a code point: 1 when the vocabulary does not have it. */
  readonly idOf: (codePoint: number) => number;
}

/**
 * A vocabulary from its characters, most frequent first (a fitted tokenizer's order).
 *
 * @throws {RangeError} for an entry that is not one code point, or one that is there twice.
 */
export function createVocabulary(characters: readonly string[]): Vocabulary {
  const ascii = new Int32Array(ASCII_LENGTH).fill(UNKNOWN_ID);
  const beyond = new Map<number, number>();
  const seen = new Set<string>();
  for (const [index, character] of characters.entries()) {
    const codePoint = character.codePointAt(0);
    if (codePoint === undefined || String.fromCodePoint(codePoint) !== character || seen.has(character)) {
      const reason = seen.has(character) ? 'is there twice' : 'is not one code point';
      throw new RangeError(`vocabulary entry ${index}, ${JSON.stringify(character)}, ${reason}`);
    }
    seen.add(character);
    if (codePoint < ASCII_LENGTH) ascii[codePoint] = index + FIRST_CHARACTER_ID;
    else beyond.set(codePoint, index + FIRST_CHARACTER_ID);
  }
  return {
    characters: [...characters],
    size: characters.length + FIRST_CHARACTER_ID,
    idOf: (codePoint) =>
      codePoint < ASCII_LENGTH ? ascii[codePoint]! : (beyond.get(codePoint) ?? UNKNOWN_ID),
  };
}
