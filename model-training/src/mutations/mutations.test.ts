import { canonicalize } from '@remla-lab/lib-ml';
import { expect, test } from 'vitest';

import { seededRandom } from '../rows/random.ts';
import { MUTATIONS } from './mutations.ts';
import { splitUrl } from './split-url.ts';

const URLS = [
  'https://www.example.org/Account/login.php?next=%2Fhome&id=7',
  'http://example.com',
  'http://shop.example.net/a/b/',
  'example.org/path?x=1#top',
];
const CANONICAL_NULL = ['scheme', 'www', 'case', 'slash', 'percent-encoding'];

test.each(MUTATIONS)('$name changes most URLs, and the same way for the same seed', ({ mutate }) => {
  const once = URLS.map((url) => mutate(url, seededRandom(1)));
  expect(once).toEqual(URLS.map((url) => mutate(url, seededRandom(1))));
  expect(once).not.toEqual(URLS);
});

test.each(MUTATIONS.filter(({ name }) => CANONICAL_NULL.includes(name)))(
  'the canonical form undoes $name',
  ({ mutate }) => {
    for (const url of URLS) {
      expect(canonicalize(mutate(url, seededRandom(2))).text).toBe(canonicalize(url).text);
    }
  },
);

test('padding stands behind the real path, as 200 characters of a query', () => {
  const { mutate } = MUTATIONS.find(({ name }) => name === 'padding')!;
  expect(mutate('http://example.com/a', seededRandom(1))).toMatch(
    /^http:\/\/example\.com\/a\?[\w.~=&-]{200}$/,
  );
  expect(mutate('http://example.com/a?b=c#d', seededRandom(1))).toMatch(
    /^http:\/\/example\.com\/a\?b=c&[\w.~=&-]{200}$/,
  );
});

test('a homoglyph changes the host only', () => {
  const { mutate } = MUTATIONS.find(({ name }) => name === 'homoglyph')!;
  expect(mutate('https://example.org/a', Math.random)).toBe('https://еxample.org/a');
});

test('the parts of a URL make it up again', () => {
  expect(splitUrl('HTTP://u@h.example:80/p/q?r#s')).toEqual({
    scheme: 'HTTP://',
    authority: 'u@h.example:80',
    path: '/p/q',
    tail: '?r#s',
  });
  for (const url of ['', '//', 'a', '?x', ...URLS]) {
    const { scheme, authority, path, tail } = splitUrl(url);
    expect(scheme + authority + path + tail).toBe(url);
  }
});
