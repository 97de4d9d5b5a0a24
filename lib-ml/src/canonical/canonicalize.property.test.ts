import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MAX_HOST_LENGTH, SEQUENCE_LENGTH } from '../limits.ts';
import { canonicalize, canonicalizeFully, windowOf } from './canonicalize.ts';

/** Pieces that mean something to one of the steps, thrown together. */
const PIECES = (
  'http: https: ftp: mailto: data: a: // / \\ www. . .. a b1 Z 127 0x7f com example.com xn-- xn--a xn--bcher-kva ' +
  '@ u:p@ : :80 :443 :99999 ? # ?# [::1] [ ] % %2 25 2e %2F %5c %3a %40 %00 %0a %c3 %a9 %ff = & | ^ " < { ; ~ - _'
).split(' ');
const ODD_PIECES = Array.from(' \t\n\u0000\u00a0\u200b\u3000\u00ad。éßİ\u212aΣς\u{1f600}а\ufffdﾗ').concat(
  '\ud800',
  '\udc00',
);
const joined = (pieces: readonly string[], size: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { maxLength: size }).map((parts) => parts.join(''));

const anyText = fc.oneof(
  joined([...PIECES, ...ODD_PIECES], 12),
  joined(PIECES, 8),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  // Each repetition may be a layer, of which canonicalize undoes 64.
  fc
    .tuple(joined([...PIECES, ...ODD_PIECES], 3), fc.integer({ min: 2, max: 60 }), joined(PIECES, 4))
    .map(([piece, count, end]) => piece.repeat(count) + end),
);

/** A host that resolves to itself, and a path, query and fragment of ASCII. */
const label = fc
  .stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/)
  .filter((text) => !text.startsWith('xn--'));
const host = fc
  .array(label, { minLength: 1, maxLength: 4 })
  .map((labels) => `${labels.join('.')}.example`)
  .filter((text) => !text.startsWith('www.'));
const behind = fc.stringMatching(/^(\/[A-Za-z0-9_~-]{1,8}){0,4}(\?[A-Za-z0-9_=&~-]{1,20})?$/);

const RUNS = { numRuns: 2000 };

describe('canonicalize, for any text', () => {
  it('gives a text that is its own canonical form', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const canonical = canonicalize(text);
        expect(canonicalize(canonical.text)).toEqual(canonical);
      }),
      RUNS,
    );
  });

  it('gives the same by the shortcut and in full', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.tuple(host, behind).map(([h, b]) => h + b),
        ),
        (text) => {
          expect(canonicalize(text).text).toBe(canonicalizeFully(text));
        },
      ),
      RUNS,
    );
  });

  it('holds the whole host in the window', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const canonical = canonicalize(text);
        const name = canonical.text.slice(0, canonical.hostEnd).replace(/:[0-9]*$/, '');
        expect(Array.from(name).length).toBeLessThanOrEqual(MAX_HOST_LENGTH);
        expect(windowOf(canonical).startsWith(name)).toBe(true);
        expect(Array.from(windowOf(canonical)).length).toBeLessThanOrEqual(SEQUENCE_LENGTH);
      }),
      RUNS,
    );
  });

  it('has no control character, no lone surrogate, no capital of ASCII and no bare end', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const canonical = canonicalize(text).text;
        expect(canonical.isWellFormed()).toBe(true);
        // eslint-disable-next-line no-control-regex -- they are what must not be there
        expect(canonical).not.toMatch(/[\u0000-\u001f\u007fA-Z]|[/?#\s]$/);
      }),
      RUNS,
    );
  });
});

describe('canonicalize, for harmless changes', () => {
  const escape = (text: string, chosen: readonly boolean[]): string =>
    Array.from(text, (character, index) =>
      /[A-Za-z0-9_~-]/.test(character) && chosen[index % chosen.length] === true
        ? `%${character.charCodeAt(0).toString(16)}`
        : character,
    ).join('');

  const CHANGES: Readonly<
    Record<string, (name: string, rest: string, chosen: readonly boolean[]) => string>
  > = {
    'no scheme': (name, rest) => name + rest,
    https: (name, rest) => `https://${name}${rest}`,
    'two slashes': (name, rest) => `//${name}${rest}`,
    'www.': (name, rest) => `http://www.${name}${rest}`,
    'upper case': (name, rest) => `http://${name}${rest}`.toUpperCase(),
    'trailing slash': (name, rest) => `http://${name}${rest}/`,
    'default port': (name, rest) => `https://${name}:443${rest}`,
    'escapes in path and query': (name, rest, chosen) => `http://${name}${escape(rest, chosen)}`,
    'escapes twice': (name, rest, chosen) => `http://${name}${escape(rest, chosen).replaceAll('%', '%25')}`,
    'escapes in the host': (name, rest, chosen) => `http://${escape(name, chosen)}${rest}`,
    'full width': (name, rest) =>
      `http://${name.replace(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0))}${rest}`,
    'blanks around': (name, rest) => ` \u200bhttp://${name}${rest}\t`,
  };

  it.each(Object.entries(CHANGES))('is the same: %s', (_, change) => {
    const chosen = fc.array(fc.boolean(), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(host, behind, chosen, (name, rest, bits) => {
        expect(canonicalize(change(name, rest, bits))).toEqual(canonicalize(`http://${name}${rest}`));
      }),
      { numRuns: 300 },
    );
  });
});
