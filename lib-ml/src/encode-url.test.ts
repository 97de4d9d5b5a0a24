import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalize, windowOf } from './canonical/canonicalize.ts';
import { encodeUrl } from './encode-url.ts';
import { padSequences } from './keras/pad-sequences.ts';
import { createTokenizer, fitOnTexts, textsToSequences } from './keras/tokenizer.ts';
import { createVocabulary } from './vocabulary.ts';

const tokenizer = fitOnTexts(createTokenizer({ oovToken: '-n-' }), [
  'example.com/login?q=1',
  'xn--é\u{1f600}',
]);
const vocabulary = createVocabulary([...tokenizer.wordIndex.keys()].slice(1));

function rowOf(url: string): Int32Array {
  const row = new Int32Array(200).fill(-1);
  encodeUrl(url, vocabulary, row);
  return row;
}

describe('encodeUrl', () => {
  it('is the Keras tokenizer and pad_sequences over the window', () => {
    const url = fc.oneof(
      fc.webUrl({ withQueryParameters: true }),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(fc.constantFrom('e', 'x', '/', '?', 'é', '\u{1f600}', 'z'), { maxLength: 260 })
        .map((t) => t.join('')),
    );
    fc.assert(
      fc.property(url, (text) => {
        const window = windowOf(canonicalize(text));
        const expected = padSequences(textsToSequences(tokenizer, [window]), { maxlen: 200 }).data;
        expect(rowOf(text)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('writes its row and nothing else', () => {
    const out = new Int32Array(420).fill(-1);
    encodeUrl(canonicalize('https://e.com'), vocabulary, out, 210);

    expect(out.subarray(0, 210).every((id) => id === -1)).toBe(true);
    expect(out.subarray(410).every((id) => id === -1)).toBe(true);
    expect(out.subarray(210, 405).every((id) => id === 0)).toBe(true);
    expect(Array.from(out.subarray(405, 410))).toEqual(
      Array.from('e.com', (character) => tokenizer.wordIndex.get(character)),
    );
  });

  it('pads a text of nothing with zeros', () => {
    expect(rowOf(' ')).toEqual(new Int32Array(200));
  });

  it.each([
    [199, 0],
    [400, 201],
    [400, -1],
  ])('refuses %i numbers from %i on', (length, offset) => {
    expect(() => {
      encodeUrl('e.com', vocabulary, new Int32Array(length), offset);
    }).toThrow(RangeError);
  });
});
