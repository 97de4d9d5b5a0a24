import { describe, expect, it } from 'vitest';

import { canonicalize, canonicalizeFully, windowOf } from './canonicalize.ts';

const FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'what is dropped': {
    'https://www.example.com/': 'example.com',
    'HTTP://WWW.Example.COM/Path/': 'example.com/path',
    'http://www.www.example.com': 'example.com',
    'http://www.com/': 'com',
    'http://example.com:80/a': 'example.com/a',
    'https://example.com:443/a': 'example.com/a',
    'http://example.com:443/a': 'example.com/a',
    'http://example.com:8080/a': 'example.com:8080/a',
    'http://example.com./a': 'example.com/a',
    'example.com/a/?': 'example.com/a',
    'example.com/a#': 'example.com/a',
    'example.com/a?#b': 'example.com/a#b',
    'example.com?q=1': 'example.com/?q=1',
    'example.com/a?u=http://b.test/': 'example.com/a?u=http://b.test',
  },
  'what counts as a scheme': {
    'example.com/a': 'example.com/a',
    '//example.com/a': 'example.com/a',
    '/\\example.com/a': 'example.com/a',
    'http:example.com/a': 'example.com/a',
    'http:/example.com/a': 'example.com/a',
    'http:\\\\example.com\\a': 'example.com/a',
    'ftp://example.com/a': 'example.com/a',
    'app+x://example.com/a': 'example.com/a',
    'example.com:8080/a': 'example.com:8080/a',
    'localhost:5000': 'localhost:5000',
    'http://http:81/x': 'http:81/x',
    'http://http//example.com': 'http//example.com',
    'MAILTO:Somebody@example.com': 'mailto:somebody@example.com',
    'javascript:alert(%22A%22)': 'javascript:alert("a")',
    'data:text/html,%3Cb%3E': 'data:text/html,<b>',
    'foo:%2f%2fexample.com': 'example.com',
  },
  'white space and what cannot be seen': {
    ' \t\n https://exam\tple.com/a\nb \u3000': 'example.com/ab',
    '\u200bhttps://example.com': 'example.com',
    '\ufeffexample.com/a\u00a0': 'example.com/a',
    'example.com/a%20': 'example.com/a',
    'example.com/a b': 'example.com/a b',
  },
  hosts: {
    'http://раypal.com': 'xn--ypal-43d9g.com',
    'http://xn--ypal-43d9g.com': 'xn--ypal-43d9g.com',
    'http://B\u00fccher.example': 'xn--bcher-kva.example',
    'http://\u212aelvin.example': 'kelvin.example',
    'http://evil。com': 'evil.com',
    'http://ⓔvil.com': 'evil.com',
    'http://ex%61mple.com': 'example.com',
    'http://ex%2561mple.com': 'example.com',
    'http://0x7f.1': '127.0.0.1',
    'http://2130706433/a': '127.0.0.1/a',
    'http://0177.0.0.01:80': '127.0.0.1',
    '0x7f.1/a': '127.0.0.1/a',
    'http://[0:0::1]:8080/': '[::1]:8080',
    'http://[::ffff:127.0.0.1]/a': '[::ffff:7f00:1]/a',
  },
  'users behind the host': {
    'http://paypal.com@evil.example/a': 'evil.example/paypal.com@/a',
    'http://paypal.com:login@evil.example?q': 'evil.example/paypal.com:login@/?q',
    'http://paypal.com%2Flogin@evil.example': 'evil.example/paypal.com/login@',
    'paypal.com@evil.example': 'evil.example/paypal.com@',
    'user:word@evil.example/a': 'evil.example/user:word@/a',
    'http://@evil.example': 'evil.example',
    'http://a@b@evil.example:81/': 'evil.example:81/a@b@',
  },
  'escapes and dot segments': {
    'example.com/%61%2D%7E': 'example.com/a-~',
    'example.com/%2561%252561': 'example.com/aa',
    'example.com/%C3%89t%C3%A9': 'example.com/été',
    'example.com/ÉTÉ': 'example.com/été',
    'example.com/a%2Fb%3Fc%23d': 'example.com/a/b?c#d',
    'example.com/%00%0A%0d%7F.': 'example.com/%00%0a%0d%7f.',
    'example.com/Intelig%EAncia': 'example.com/intelig%eancia',
    'example.com/%E3%83x%C3': 'example.com/%e3%83x%c3',
    'example.com/100%/%zz/%4': 'example.com/100%/%zz/%4',
    'example.com/a/./b/../../c': 'example.com/c',
    'example.com/a/%2e%2e/%252e%252e/c': 'example.com/c',
    'example.com/a%5Cb?c%5Cd': 'example.com/a/b?c\\d',
    'example.com/%\u0130': 'example.com/%i\u0307',
  },
  'what the parser refuses': {
    'hello world': 'hello world',
    'http://exa mple.com:80/A%2525zz': 'exa mple.com:80/a%zz',
    'http://www.Exa mple.com/A/': 'exa mple.com/a',
    'http://paypal.com@ev il.example/a': 'ev il.example/paypal.com@/a',
    'http://example.com:99999/a': 'example.com:99999/a',
    'http://xn--a/B': 'xn--a/b',
    'http://[::1': '[::1',
    'http://user@': 'user@',
    'http://?q': '?q',
    'evil[.]com/A': 'evil[.]com/a',
    '\ud800': '\ufffd',
    'example.com/\udc00a': 'example.com/\ufffda',
  },
  'nothing left': { '': '', ' ': '', 'http://': '', '///': '', 'https:': '', '#': '' },
};

describe.each(Object.entries(FORMS))('canonicalize: %s', (_, forms) => {
  it.each(Object.entries(forms))('%j → %j', (url, text) => {
    const canonical = canonicalize(url);

    expect(canonical.text).toBe(text);
    expect(canonicalizeFully(url)).toBe(text);
    expect(canonicalize(text)).toEqual(canonical);
  });
});

describe('canonicalize: the parts', () => {
  it.each([
    ['http://u@example.com:81/a/b?c#d', 'example.com:81', '/u@/a/b', '?c#d'],
    ['example.com#a?b', 'example.com', '/', '#a?b'],
    ['example.com', 'example.com', '', ''],
    ['example.com/a', 'example.com', '/a', ''],
    ['mailto:a@example.com?subject=b', '', 'mailto:a@example.com', '?subject=b'],
    ['no url/at all', 'no url', '/at all', ''],
    ['', '', '', ''],
  ])('%j: host %j, path %j, query %j', (url, host, path, query) => {
    const { text, hostEnd, queryStart } = canonicalize(url);

    expect([text.slice(0, hostEnd), text.slice(hostEnd, queryStart), text.slice(queryStart)]).toEqual([
      host,
      path,
      query,
    ]);
  });

  it('keeps the last 200 code points of a longer host', () => {
    const plain = canonicalize(`http://${'a.'.repeat(200)}evil.example/login`);
    const refused = canonicalize(`http://${'\u{1f600} '.repeat(200)}evil.example:99999/login`);

    expect(plain.hostEnd).toBe(200);
    expect(plain.text).toBe(`${'a.'.repeat(94)}evil.example/login`);
    expect(refused.text).toBe(`${'\u{1f600} '.repeat(94)}evil.example:99999/login`);
  });
});

describe('windowOf', () => {
  it('is the first 200 code points', () => {
    const short = canonicalize(`example.com/${'\u{1f600}'.repeat(188)}`);
    const long = canonicalize(`example.com/${'\u{1f600}'.repeat(189)}`);

    expect(windowOf(short)).toBe(short.text);
    expect(windowOf(long)).toBe(short.text);
    expect(windowOf(long, 13)).toBe('example.com/\u{1f600}');
  });
});

describe('canonicalize: time', () => {
  // Each would take seconds if some step were quadratic in the 8,192 characters; linear, they take milliseconds.
  it.each([
    '%25'.repeat(2730),
    'www.'.repeat(2047) + '!',
    'a.'.repeat(4095) + '!',
    'a@'.repeat(4095) + 'b',
    'a:%2f%2f'.repeat(1024),
    'http://xn--a'.repeat(682),
    'é.'.repeat(4000) + 'com',
    'a.com/' + '%2e%2e%5c'.repeat(900),
    ' '.repeat(4000) + 'a' + ' '.repeat(4000) + 'b',
    'a/'.repeat(4095) + ' ',
    '?'.repeat(8000) + 'a',
  ])('is short for %.20s…', (url) => {
    const start = performance.now();
    canonicalize(url);

    expect(performance.now() - start).toBeLessThan(500);
  });
});
