/** A word, or a part of one: bare letters, an escaped letter, or quoted text. */
const PART = /[^\s'"\\]+|\\([^])|'([^']*)'|"((?:[^"\\]|\\[^])*)"/y;

/**
 * The words of a command line, split as a POSIX shell would: quotes and backslashes, and nothing else, have a meaning.
 * undefined where a quote is not closed or a backslash stands at the end.
 */
export function splitWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length;) {
    PART.lastIndex = at;
    const part = PART.exec(text);
    if (part) {
      word = (word ?? '') + valueOf(part);
      at = PART.lastIndex;
    } else if (/\s/.test(text[at] ?? '')) {
      if (word !== undefined) words.push(word);
      word = undefined;
      at += 1;
    } else return undefined;
  }
  return word === undefined ? words : [...words, word];
}

/** Within double quotes a backslash means something only before a quote or another backslash. */
function valueOf([whole, escaped, single, double]: RegExpExecArray): string {
  return escaped ?? single ?? double?.replaceAll(/\\(["\\])/g, '$1') ?? whole;
}
