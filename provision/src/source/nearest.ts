/**
 * The candidate that a mistyped word was probably meant to be, or undefined when none is near: at most a third of the
 * word's letters differ (counted as insertions, deletions, substitutions and swaps of neighbours).
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const limit = word.length < 2 ? 0 : Math.max(1, Math.floor(word.length / 3));
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = normalise(word) === normalise(candidate) ? 0 : editDistance(word, candidate);
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate;
}

/** `did you mean \`x\`?` for the nearest candidate, else the whole list when it is short, else nothing. */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const known = [...candidates];
  const candidate = nearest(word, known);
  if (candidate !== undefined) return `did you mean \`${candidate}\`?`;
  if (known.length === 0 || known.length > 12) return undefined;
  return `known here: ${known.map((each) => `\`${each}\``).join(', ')}`;
}

/** `maxTokens`, `max-tokens` and `max_tokens` are one word to a human. */
function normalise(word: string): string {
  return word.toLowerCase().replace(/[-_. ]/g, '');
}

/** Restricted Damerau-Levenshtein distance over UTF-16 units. */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (beforePrevious[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
