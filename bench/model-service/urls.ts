/** A linear congruential generator (Numerical Recipes' constants): the same URLs in every run. */
function randomSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const WORDS =
  'account update secure mail photo news shop login cloud media blog item page user view docs home'.split(
    ' ',
  );
const TOP_LEVELS = ['example', 'test', 'example.org', 'example.com', 'example.net'];

/**
 * `count` invented URLs on reserved names, of the lengths that real ones have (median about 45 characters, some far
 * longer), a few with capitals, escapes and ports as real ones have them.
 */
export function inventUrls(count: number): readonly string[] {
  const random = randomSource(20_261_121);
  const pick = (items: readonly string[]): string => items[Math.floor(random() * items.length)] ?? '';
  const words = (most: number, separator: string): string =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(WORDS)).join(separator);
  return Array.from({ length: count }, () => {
    const host = `${random() < 0.4 ? 'www.' : ''}${words(2, '-')}${Math.floor(random() * 100)}.${pick(TOP_LEVELS)}`;
    const port = random() < 0.02 ? ':8080' : '';
    const path = random() < 0.7 ? `/${words(4, '/')}${random() < 0.05 ? '%20A' : ''}` : '/';
    const query = random() < 0.25 ? `?id=${Math.floor(random() * 1e9).toString(36)}&${words(12, '=1&')}` : '';
    return `${random() < 0.6 ? 'https' : 'http'}://${host}${port}${path}${query}`;
  });
}
