import { expect, it } from 'vitest';

import { decodeLabel, encodeLabel, isLabel, LABELS } from './labels.ts';

it('numbers the classes in the order of their names', () => {
  expect(LABELS).toEqual([...LABELS].sort());
  expect(LABELS.map(encodeLabel)).toEqual([0, 1]);
  expect([0, 1].map(decodeLabel)).toEqual(['legitimate', 'phishing']);
});

it.each(['', 'Phishing', 'phishing ', '1', 'toString'])('knows no class %j', (text) => {
  expect(isLabel(text)).toBe(false);
  expect(() => encodeLabel(text)).toThrow(RangeError);
});

it.each([-1, 2, 0.5, NaN])('knows no code %j', (code) => {
  expect(() => decodeLabel(code)).toThrow(RangeError);
});
