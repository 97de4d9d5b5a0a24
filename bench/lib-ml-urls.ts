const WORDS =
  'login secure account shop news blog mail update verify photo wiki bank index home docs search img cdn'.split(
    ' ',
  );
const ENDS = 'com org net example io co.uk de top xyz'.split(' ');

/** Knuth's MMIX generator in 64 bits: the same URLs on every machine. */
function generator(seed: bigint): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 33n) % limit;
  };
}

/** URLs that nobody wrote, in lengths and kinds as they come: one in ten with escapes, one in a hundred with IDN or port. */
export function inventUrls(count: number): string[] {
  const below = generator(1n);
  const pick = (choices: readonly string[]): string => choices[below(choices.length)]!;
  const host = (): string => {
    if (below(100) === 0) return `b\u00fccher-${pick(WORDS)}.example:8080`;
    return `${pick(['www.', '', '', `${pick(WORDS)}.`])}${pick(WORDS)}${below(1000)}.${pick(ENDS)}`;
  };
  const segment = (): string => `${pick(WORDS)}${pick(['', '.html', '-Page', String(below(1e6))])}`;
  const url = (): string => {
    const path = Array.from({ length: below(5) }, segment).join('/');
    const query = below(10) === 0 ? `?to=https%3A%2F%2F${pick(WORDS)}.example%2F&id=${below(1e9)}` : '';
    return `${pick(['http', 'https'])}://${host()}/${path}${query}`;
  };
  return Array.from({ length: count }, url);
}
