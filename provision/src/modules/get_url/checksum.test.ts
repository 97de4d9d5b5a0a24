import { describe, expect, it } from 'vitest';

import { findDigest, readChecksum } from './checksum.ts';
import { fileNameOf, nameInUrl } from './request.ts';

describe('readChecksum', () => {
  it.each([
    ['sha256: AB CD', { kind: 'digest', algorithm: 'sha256', digest: 'abcd' }],
    ['MD5:12', { kind: 'digest', algorithm: 'md5', digest: '12' }],
    ['sha1:https://x/S', { kind: 'list', algorithm: 'sha1', url: 'https://x/S' }],
    ['abcd', undefined],
    ['crc:12', undefined],
    ['sha1:xyz', undefined],
  ])('%j', (text, checksum) => {
    expect(readChecksum(text)).toEqual(checksum);
  });
});

describe('findDigest', () => {
  it.each([
    ['aa  other\nbb  ./lab.txt\n', 'bb'],
    ['aa *lab.txt', 'aa'],
    ['AA\n', 'aa'],
    ['aa  other\n', undefined],
    ['aa\nbb\n', undefined],
    ['not-hex  lab.txt', undefined],
  ])('%j', (list, digest) => {
    expect(findDigest(list, 'lab.txt')).toBe(digest);
  });
});

describe('the name of a file in a folder', () => {
  it.each([
    ['https://x/a/b.tgz?c=/d#e', 'b.tgz'],
    ['https://x', 'index.html'],
    ['https://x/a/', 'index.html'],
    ['https://x/a/..', 'index.html'],
  ])('%s', (url, name) => {
    expect(nameInUrl(url)).toBe(name);
  });

  it.each([
    ['attachment; filename="a b.txt"', 'a b.txt'],
    ['attachment; filename=../../etc/passwd', 'passwd'],
    ['inline', 'url.txt'],
    ['attachment; filename=".."', 'url.txt'],
  ])('as the server calls it: %s', (disposition, name) => {
    expect(fileNameOf({ url: 'https://x/url.txt', headers: { 'content-disposition': disposition } })).toBe(
      name,
    );
  });
});
