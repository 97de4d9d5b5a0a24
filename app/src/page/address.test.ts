import { expect, test } from 'vitest';

import { readAddress } from './address.ts';

test.each(['', '   ', '\n\t'])('nothing typed is caught before it is sent: %j', (typed) => {
  expect(readAddress(typed)).toEqual({ isValid: false, reason: 'Type or paste a web address first.' });
});

test('white space around it is dropped', () => {
  expect(readAddress('  https://a.example/ \n')).toEqual({ isValid: true, url: 'https://a.example/' });
});

test('the longest is 8,192 characters, counted as code points', () => {
  expect(readAddress('😀'.repeat(8192))).toEqual({ isValid: true, url: '😀'.repeat(8192) });
  expect(readAddress('😀'.repeat(8193))).toEqual({
    isValid: false,
    reason: 'This address is too long: 8,193 characters; the most is 8,192.',
  });
});
