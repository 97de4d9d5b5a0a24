import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

import { temporaryFolder } from '../../test/temporary-folder.ts';
import { parseRows, readRows, RowsError } from './read-rows.ts';

const TEXT = 'legitimate\thttps://example.org/\nphishing\thttp://login.example/x\r\n\n';
const ROWS = [
  { label: 'legitimate', url: 'https://example.org/' },
  { label: 'phishing', url: 'http://login.example/x' },
];

test('reads plain and gzip files alike', () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'plain'), TEXT);
  writeFileSync(path.join(folder, 'packed'), gzipSync(TEXT));
  expect(readRows(path.join(folder, 'plain'))).toEqual(ROWS);
  expect(readRows(path.join(folder, 'packed'))).toEqual(ROWS);
});

test('names the lines that have another shape, not what they hold', () => {
  const bad = [
    'phishing',
    'spam\thttp://a.example',
    'phishing\t',
    'phishing\ta\tb',
    'legitimate\tok.example',
    '\tx',
    'x',
  ];
  expect(() => parseRows(bad.join('\n'), 'f')).toThrow(
    new RowsError('f', 'expected legitimate<TAB>url or phishing<TAB>url in line 1, 2, 3, 4, 6 and 1 more'),
  );
  expect(() => parseRows('\n', 'f')).toThrow('f: no rows');
});
