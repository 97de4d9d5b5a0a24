import { canonicalize } from '@remla-lab/lib-ml';
import { describe, expect, test } from 'vitest';

import { partsOf } from './parts.ts';

const parts = (url: string): unknown =>
  partsOf(canonicalize(url)).map(({ kind, text, without }) => [kind, text, without]);

describe('the parts of a URL, and the URL without each', () => {
  test.each<[string, unknown]>([
    ['http://example.org', [['domain', 'example.org', '']]],
    [
      'https://paypal.com.login.evil.example/a/b?c=d#e',
      [
        ['subdomain', 'paypal', 'com.login.evil.example/a/b?c=d#e'],
        ['subdomain', 'com', 'paypal.login.evil.example/a/b?c=d#e'],
        ['subdomain', 'login', 'paypal.com.evil.example/a/b?c=d#e'],
        ['domain', 'evil.example', 'paypal.com.login/a/b?c=d#e'],
        ['path', 'a', 'paypal.com.login.evil.example/b?c=d#e'],
        ['path', 'b', 'paypal.com.login.evil.example/a?c=d#e'],
        ['query', '?c=d#e', 'paypal.com.login.evil.example/a/b'],
      ],
    ],
    [
      'http://shop.example.co.uk:8080',
      [
        ['subdomain', 'shop', 'example.co.uk:8080'],
        ['domain', 'example.co.uk', 'shop:8080'],
        ['port', '8080', 'shop.example.co.uk'],
      ],
    ],
    [
      'http://0x7f.1/x',
      [
        ['host', '127.0.0.1', '/x'],
        ['path', 'x', '127.0.0.1'],
      ],
    ],
    ['http://localhost/', [['host', 'localhost', '']]],
    ['http://', []],
  ])('%s', (url, expected) => {
    expect(parts(url)).toEqual(expected);
  });

  test('many labels and segments: the last part holds the rest', () => {
    const url = `${'s.'.repeat(30)}example.org/${'p/'.repeat(30)}end`;

    const found = partsOf(canonicalize(url));

    expect(found).toHaveLength(6 + 1 + 8);
    expect(found.at(-1)?.text).toBe(`${'p/'.repeat(23)}end`);
  });
});
