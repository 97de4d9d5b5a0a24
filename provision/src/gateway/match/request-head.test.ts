import { expect, test } from 'vitest';

import { headerValues, hostOf, readHead } from './request-head.ts';

test('a head knows host, target and every header', () => {
  const head = readHead('GET', '/a/../b?c', [
    'Host',
    'Shop.Test:8080',
    'Cookie',
    'a=1',
    'cookie',
    'b=2',
    'X-A',
    '1',
    'x-a',
    '2',
  ]);
  if (typeof head === 'string') throw new Error(head);
  expect(head).toMatchObject({ host: 'shop.test', authority: 'Shop.Test:8080', target: '/b?c' });
  const names = ['cookie', 'x-a', 'x-b', ':path', ':method', ':authority', ':scheme'];
  expect(names.map((name) => headerValues(head, name))).toEqual([
    ['a=1', 'b=2'],
    ['1', '2'],
    [],
    ['/b?c'],
    ['GET'],
    ['Shop.Test:8080'],
    ['http'],
  ]);
});

test('a whole URL in the request line wins over Host', () => {
  expect(readHead('GET', 'http://shop.test:80/x?y', ['Host', 'other.test'])).toMatchObject({
    host: 'shop.test',
    target: '/x?y',
  });
  expect(readHead('GET', 'http://shop.test?y', ['Host', 'other.test'])).toMatchObject({ target: '/?y' });
});

test.each([
  ['/x#y', ['Host', 'a'], 'bad-request'],
  ['/x', [], 'bad-request'],
  ['http://user@shop.test/', ['Host', 'a'], 'bad-request'],
  ['*', ['Host', 'a'], 'no-path'],
])('%s %j is a %s', (target, headers, expected) => {
  expect(readHead('GET', target, headers)).toBe(expected);
});

test.each([
  ['Shop.Test', 'shop.test'],
  ['shop.test:99', 'shop.test'],
  ['shop.test:x', 'shop.test'],
  ['shop.test.', 'shop.test.'],
  ['[::1]:80', '[::1]'],
  ['[::1]', '[::1]'],
])('hostOf %s', (authority, expected) => {
  expect(hostOf(authority)).toBe(expected);
});
