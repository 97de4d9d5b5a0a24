import { describe, expect, test } from 'vitest';

import { createScrubber } from './scrub.ts';
import { Secret } from './secret.ts';

const scrubberOf = (...secrets: readonly string[]): ReturnType<typeof createScrubber> => {
  const scrubber = createScrubber();
  for (const secret of secrets) scrubber.add(new Secret(secret));
  return scrubber;
};

describe('a secret in text', () => {
  const secret = 'p$ss "wörd"/+?';

  test.each([
    ['plain', `a ${secret} b`, 'a *** b'],
    ['in a URL', `x=${encodeURIComponent(secret)}&`, 'x=***&'],
    ['in JSON', JSON.stringify({ secret }), '{"secret":"***"}'],
    ['twice', `${secret}${secret}`, '******'],
  ])('%s', (_what, text, expected) => {
    expect(scrubberOf(secret).scrub(text)).toBe(expected);
  });

  test.each([0, 1, 2, 3, 4])('in Base64, behind %i other bytes', (count) => {
    const encoded = Buffer.from(`${'x'.repeat(count)}${secret}${'y'.repeat(5)}`).toString('base64');
    const scrubbed = scrubberOf(secret).scrub(encoded);

    expect(scrubbed).toMatch(/^.{0,7}\*\*\*.{1,10}$/);
  });

  test('short ones are left alone, and one that holds another goes first', () => {
    expect(scrubberOf('abc', 'secret', 'secret-long').scrub('abc secret-long secret')).toBe('abc *** ***');
  });

  test('nothing to hide changes nothing', () => {
    expect(scrubberOf().scrub('$& text')).toBe('$& text');
  });
});

test('values keep their shape', () => {
  expect(scrubberOf('secret').scrubValue({ a: ['x secret', 1, null], secret: { b: true } })).toEqual({
    a: ['x ***', 1, null],
    '***': { b: true },
  });
});

describe('a stream', () => {
  test('whatever way the text is cut', () => {
    const text = 'se secret secre\nsecretsecret s';
    for (let cut = 0; cut <= text.length; cut += 1) {
      const stream = scrubberOf('secret').stream();
      const out = stream.push(text.slice(0, cut)) + stream.push(text.slice(cut)) + stream.end();

      expect(out).toBe('se *** secre\n****** s');
    }
  });

  test('keeps back no more than may be the beginning of a secret', () => {
    const stream = scrubberOf('secret').stream();

    expect([stream.push('a line\n'), stream.push('the sec'), stream.push('ond'), stream.end()]).toEqual([
      'a line\n',
      'the ',
      'second',
      '',
    ]);
  });
});
