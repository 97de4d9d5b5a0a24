import { hash } from 'node:crypto';

import { expect, test } from 'vitest';

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
