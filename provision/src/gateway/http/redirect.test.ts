import { expect, test } from 'vitest';

import { readHead } from '../match/request-head.ts';
import { redirectLocation } from './redirect.ts';

const NOTHING = { path: undefined, authority: undefined, scheme: undefined, port: undefined, status: 301 };

test.each([
  [{ scheme: 'https' }, 'https://shop.test:8080/a?b'],
  [{ authority: 'other.test' }, 'http://other.test/a?b'],
  [{ path: '/new' }, 'http://shop.test:8080/new?b'],
  [{ path: '/new?c' }, 'http://shop.test:8080/new?c'],
  [{ port: 81 }, 'http://shop.test:81/a?b'],
  [{ scheme: 'https', port: 443 }, 'https://shop.test/a?b'],
])('%j leads to %s', (redirect, expected) => {
  const head = readHead('GET', '/a?b', ['Host', 'shop.test:8080']);
  if (typeof head === 'string') throw new Error(head);
  expect(redirectLocation({ ...NOTHING, ...redirect }, head)).toBe(expected);
});
