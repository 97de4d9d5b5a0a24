import { hash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { sha256In } from './checksum-file.ts';

const SUM = hash('sha256', 'tool');
const OTHER = hash('sha256', 'other');

test.each([
  ['the digest alone', SUM, SUM],
  ['with a newline, in capitals', `${SUM.toUpperCase()}\n`, SUM],
  ['with the name', `${SUM}  tool-1.0.tgz\n`, SUM],
  ['as of a binary file', `${SUM} *tool-1.0.tgz\n`, SUM],
  ['below a folder', `${SUM}  ./tool-1.0.tgz\n`, SUM],
  ['in a list', `${OTHER}  tool-1.0.tgz.asc\n${SUM}  tool-1.0.tgz\n${OTHER}  more\n`, SUM],
  ['with carriage returns', `${OTHER}  more\r\n${SUM}  tool-1.0.tgz\r\n`, SUM],
  [
    'in a signed list',
    `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n${OTHER}  more\n${SUM}  tool-1.0.tgz\n-----BEGIN PGP SIGNATURE-----\n\niQ==\n`,
    SUM,
  ],
  ['tagged', `SHA256 (more) = ${OTHER}\nSHA256 (tool-1.0.tgz) = ${SUM}\n`, SUM],
  ['of another file', `${OTHER}  more\n`, undefined],
  ['two digests without names', `${SUM}\n${OTHER}\n`, undefined],
  ['of another kind', `${hash('md5', 'tool')}  tool-1.0.tgz\n`, undefined],
  ['no list at all', '<!doctype html><title>Not found</title>', undefined],
  ['nothing', '', undefined],
])('%s', (_what, text, digest) => {
  expect(sha256In(text, 'tool-1.0.tgz')).toBe(digest);
});

describe('the index.yaml of a repository of charts', () => {
  const entry = (version: string, digest: string, url: string) =>
    [
      '  - apiVersion: v2',
      '    dependencies:',
      '    - name: other',
      '      repository: https://charts.example.org/tool-1.0.tgz',
      `    description: 'as tool-${version}.tgz has it: much'`,
      `    digest: ${digest}`,
      '    name: tool',
      '    urls:',
      '    - https://mirror.example.org/other.tgz',
      `    - ${url}`,
      `    version: ${version}`,
    ].join('\n');
  const index = (...entries: readonly string[]) =>
    `apiVersion: v1\nentries:\n  more:\n  - name: more\n    urls: []\n  tool:\n${entries.join('\n')}\ngenerated: "2026-01-01T00:00:00Z"\n`;

  test('has the digest beside the URL of the file, wherever that is', () => {
    const old = entry('0.9', OTHER, 'https://charts.example.org/tool-0.9.tgz');
    for (const url of ['tool-1.0.tgz', 'charts/tool-1.0.tgz', 'https://x.example/a/tool-1.0.tgz?raw=1']) {
      const text = index(entry('1.0.1', OTHER, 'tool-1.0.tgz.prov'), entry('1.0', SUM, url), old);
      expect(sha256In(text, 'tool-1.0.tgz')).toBe(SUM);
    }
  });

  test('has none of a file that only its name reminds of', () => {
    const text = index(entry('1.0.1', OTHER, 'not-tool-1.0.tgz'), entry('1.1', OTHER, 'tool-1.1.tgz'));
    expect(sha256In(text, 'tool-1.0.tgz')).toBeUndefined();
  });

  test('has none where the entry has none, or is no entry', () => {
    expect(sha256In(index(entry('1.0', '""', 'tool-1.0.tgz')), 'tool-1.0.tgz')).toBeUndefined();
    expect(sha256In('apiVersion: v1\nentries:\n- tool-1.0.tgz\n', 'tool-1.0.tgz')).toBeUndefined();
  });
});
