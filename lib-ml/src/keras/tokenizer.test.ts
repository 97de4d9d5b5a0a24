import { describe, expect, it } from 'vitest';

import { createTokenizer, fitOnTexts, textsToSequences } from './tokenizer.ts';

const fit = (texts: readonly string[], oovToken: string | null = '-n-') =>
  fitOnTexts(createTokenizer({ oovToken }), texts);

describe('fitOnTexts', () => {
  it('ranks by count, then by first appearance, digits too', () => {
    expect([...fit(['9a0', 'A1']).wordIndex]).toEqual([
      ['-n-', 1],
      ['a', 2],
      ['9', 3],
      ['0', 4],
      ['1', 5],
    ]);
  });

  it('goes on counting and leaves the earlier tokenizer alone', () => {
    const first = fit(['aab']);
    const second = fitOnTexts(first, ['bbb', '']);

    expect([...first.wordIndex.keys()]).toEqual(['-n-', 'a', 'b']);
    expect([...second.wordIndex.keys()]).toEqual(['-n-', 'b', 'a']);
    expect(second.documentCount).toBe(3);
    expect([...second.wordDocs]).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });
});

describe('textsToSequences', () => {
  it('gives 1 to what it does not know, one for each code point', () => {
    expect(textsToSequences(fit(['ab']), ['b\u{1f600}A', '\ud800a', ''])).toEqual([[3, 1, 2], [1, 2], []]);
  });

  it('leaves unknown characters out when there is no oov token', () => {
    expect(textsToSequences(fit(['ab'], null), ['xbxax'])).toEqual([[2, 1]]);
  });

  it('lowers the two odd letters that become ASCII: İ to two characters, the Kelvin sign to k', () => {
    expect(textsToSequences(fit(['ik']), ['\u0130\u212a'])).toEqual([[2, 1, 3]]);
  });
});
