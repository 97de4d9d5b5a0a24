import { expect, test } from 'vitest';

import { changed, endToEnd, replaced } from './header-list.ts';

test('what ends at this hop is left out, and what Connection names', () => {
  const raw = [
    'Host',
    'a',
    'Connection',
    'close, X-Mine',
    'X-Mine',
    '1',
    'TE',
    'trailers',
    'Transfer-Encoding',
    'chunked',
  ];
  expect(
    endToEnd([...raw, 'Upgrade', 'x', 'Expect', '100-continue', 'Set-Cookie', 'a', 'set-cookie', 'b']),
  ).toEqual([
    ['host', 'a'],
    ['set-cookie', 'a'],
    ['set-cookie', 'b'],
  ]);
});

test('added headers stand beside what is there, set ones in its place', () => {
  const fields = [
    ['set-cookie', 'own'],
    ['x-a', '1'],
    ['x-b', '2'],
  ] as const;
  expect(changed(fields, { remove: ['x-a'], set: [['x-b', '3']], add: [['set-cookie', 'more']] })).toEqual([
    ['set-cookie', 'own'],
    ['x-b', '3'],
    ['set-cookie', 'more'],
  ]);
  expect(replaced(fields, [['set-cookie', 'x']])).toEqual([
    ['x-a', '1'],
    ['x-b', '2'],
    ['set-cookie', 'x'],
  ]);
});
