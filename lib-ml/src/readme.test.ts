import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { canonicalize, createVocabulary, encodeUrl, hashNgrams, ngramCapacity } from './index.ts';

const README = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const ROWS = [...README.matchAll(/^\| `([^`]+)` +\| `([^`]+)` +\| (?!all)/gm)].map(
  ([, url, text]) => [url!, text!] as const,
);

describe('README', () => {
  it.each(ROWS.filter(([url]) => url.includes('.') || url.startsWith('mailto:')))('%s → %s', (url, text) => {
    expect(canonicalize(url).text).toBe(text);
  });

  it('has a table of canonical forms', () => {
    expect(ROWS.length).toBeGreaterThan(10);
  });

  it('has an example that holds', () => {
    const vocabulary = createVocabulary(['e', 'a', '/']);
    const rows = new Int32Array(400);
    encodeUrl('example.org/a', vocabulary, rows, 200);
    const options = { orders: [2, 3, 4, 5], buckets: 1 << 20, regions: true };

    expect(canonicalize('HTTPS://www.Example.com:443/Log%69n/')).toEqual({
      text: 'example.com/login',
      hostEnd: 11,
      queryStart: 17,
    });
    expect(Array.from(rows.subarray(398))).toEqual([4, 3]);
    expect(hashNgrams('example.com', options, new Int32Array(ngramCapacity(options)))).toBe(12 + 11 + 10 + 9);
  });
});
