/** What Keras' `Tokenizer` is given, as far as it means anything with `char_level=True`. */
export interface TokenizerOptions {
  /** Lower-case texts first. @default true */
  readonly lower: boolean;
  /** Takes index 1 and stands for unknown characters; without it they are left out. @default null */
  readonly oovToken: string | null;
  /** Indices from this on count as unknown. @default null, no cap */
  readonly numWords: number | null;
}

/** Keras' `Tokenizer(char_level=True)` after some texts. Immutable: fitting gives a new one. */
export interface Tokenizer extends TokenizerOptions {
  /** Texts seen by fitting. */
  readonly documentCount: number;
  /** Occurrences of each character, in the order in which they were first seen. */
  readonly wordCounts: ReadonlyMap<string, number>;
  /** Texts that each character occurs in. */
  readonly wordDocs: ReadonlyMap<string, number>;
  /** The index of each character and of the oov token: 1 is the oov token, 0 is never given. */
  readonly wordIndex: ReadonlyMap<string, number>;
}

/** A tokenizer that has seen nothing yet. A "word" in Keras' names is a character (code point) here. */
export function createTokenizer(options: Partial<TokenizerOptions> = {}): Tokenizer {
  const { lower = true, oovToken = null, numWords = null } = options;
  const none: ReadonlyMap<string, number> = new Map();
  return { lower, oovToken, numWords, documentCount: 0, wordCounts: none, wordDocs: none, wordIndex: none };
}

/**
 * `fit_on_texts`: indices by descending count; characters with the same count in the order of their
 * first appearance. Texts fitted earlier go on counting.
 */
export function fitOnTexts(tokenizer: Tokenizer, texts: Iterable<string>): Tokenizer {
  const wordCounts = new Map(tokenizer.wordCounts);
  const wordDocs = new Map(tokenizer.wordDocs);
  let { documentCount } = tokenizer;
  for (const text of texts) {
    const characters = charactersOf(tokenizer, text);
    for (const character of characters) wordCounts.set(character, (wordCounts.get(character) ?? 0) + 1);
    for (const character of new Set(characters)) wordDocs.set(character, (wordDocs.get(character) ?? 0) + 1);
    documentCount += 1;
  }
  return {
    ...tokenizer,
    documentCount,
    wordCounts,
    wordDocs,
    wordIndex: rank(wordCounts, tokenizer.oovToken),
  };
}

/**
 * `texts_to_sequences`: the indices of each text's characters. Nothing is cut or padded. An unknown
 * character becomes the oov token's index, or is left out when there is no oov token.
 */
export function textsToSequences(tokenizer: Tokenizer, texts: Iterable<string>): number[][] {
  return Array.from(texts, (text) => textToSequence(tokenizer, text));
}

function textToSequence(tokenizer: Tokenizer, text: string): number[] {
  const { oovToken, numWords, wordIndex } = tokenizer;
  const unknown = oovToken === null ? undefined : wordIndex.get(oovToken);
  const sequence: number[] = [];
  for (const character of charactersOf(tokenizer, text)) {
    const index = wordIndex.get(character);
    const isCapped = index !== undefined && numWords !== null && numWords !== 0 && index >= numWords;
    const id = index === undefined || isCapped ? unknown : index;
    if (id !== undefined) sequence.push(id);
  }
  return sequence;
}

/** Code points, as Python iterates over a string; a lone surrogate is one. */
function charactersOf({ lower }: TokenizerOptions, text: string): string[] {
  return Array.from(lower ? text.toLowerCase() : text);
}

function rank(wordCounts: ReadonlyMap<string, number>, oovToken: string | null): Map<string, number> {
  // Array.prototype.sort is stable, as Python's is, and a Map keeps "0" … "9" where they were put
  const ranked = [...wordCounts].sort(([, left], [, right]) => right - left).map(([character]) => character);
  const words = oovToken === null ? ranked : [oovToken, ...ranked];
  return new Map(words.map((word, index) => [word, index + 1]));
}
