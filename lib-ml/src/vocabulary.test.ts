import { expect, it } from 'vitest';

import { createVocabulary } from './vocabulary.ts';

it('numbers its characters from 2 on, inside and beyond ASCII', () => {
  const vocabulary = createVocabulary(['t', '\u007f', 'é', '\u{1f600}', '0']);
  const ids = ['t', '\u007f', 'é', '\u{1f600}', '0', 'x', 'É', '\u{1f601}', '\u0000'].map((character) =>
    vocabulary.idOf(character.codePointAt(0)!),
  );

  expect(ids).toEqual([2, 3, 4, 5, 6, 1, 1, 1, 1]);
  expect(vocabulary.size).toBe(7);
  expect(vocabulary.characters).toEqual(['t', '\u007f', 'é', '\u{1f600}', '0']);
});

it.each([[['']], [['ab']], [['-n-']], [['a', 'b', 'a']]])('refuses %j', (characters) => {
  expect(() => createVocabulary(characters)).toThrow(RangeError);
});
