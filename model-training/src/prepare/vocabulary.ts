import { canonicalize, windowOf } from '@remla-lab/lib-ml';

/** Characters seen more rarely than this in the training rows are left unknown: there is nothing to learn from them. */
const MIN_COUNT = 200;
const MIN_COUNT_SHARE = 1e-5;

/** The characters of the training rows, most frequent first; only ASCII, for hosts are punycode and the rest is rare. */
export function fitVocabulary(urls: Iterable<string>): readonly string[] {
  const counts = new Map<string, number>();
  let total = 0;
  for (const url of urls) {
    for (const character of windowOf(canonicalize(url))) {
      counts.set(character, (counts.get(character) ?? 0) + 1);
      total += 1;
    }
  }
  const least = Math.min(MIN_COUNT, Math.max(1, total * MIN_COUNT_SHARE));
  return [...counts]
    .filter(([character, count]) => count >= least && character >= '!' && character <= '~')
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .map(([character]) => character);
}
