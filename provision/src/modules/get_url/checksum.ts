import { DIGEST_ALGORITHMS, type DigestAlgorithm } from '../../facts/file-digest.ts';

/** What a file must add up to, or where a list says so. */
export type Checksum =
  | { readonly kind: 'digest'; readonly algorithm: DigestAlgorithm; readonly digest: string }
  | { readonly kind: 'list'; readonly algorithm: DigestAlgorithm; readonly url: string };

/** The argument `checksum`; undefined for what is none. */
export function readChecksum(text: string): Checksum | undefined {
  const [, name = '', value = ''] = /^\s*(\w+)\s*:\s*([^]*?)\s*$/.exec(text) ?? [];
  const algorithm = DIGEST_ALGORITHMS.find((each) => each === name.toLowerCase());
  if (algorithm === undefined) return undefined;
  if (/^(?:https?|ftp|file):\/\//i.test(value)) return { kind: 'list', algorithm, url: value };
  const digest = digestIn(value);
  return digest === undefined ? undefined : { kind: 'digest', algorithm, digest };
}

/** The digest of a file in a list such as sha256sum writes; a digest alone is that of every file. */
export function findDigest(list: string, file: string): string | undefined {
  const rows = list.split('\n').flatMap((line) => {
    const [, digest = '', name] = /^\s*(\S+)(?:\s+(.*?))?\s*$/.exec(line) ?? [];
    return digest === '' ? [] : [{ digest, name: name?.replace(/^\*?(?:\.\/)*/, '') }];
  });
  const row =
    rows.find(({ name }) => name === file) ??
    (rows.length === 1 && rows[0]?.name === undefined ? rows[0] : undefined);
  return row && digestIn(row.digest);
}

/** Letters between the digits of a digest do not count. */
function digestIn(text: string): string | undefined {
  const digest = text.replaceAll(/\W+/g, '').toLowerCase();
  return /^[\da-f]+$/.test(digest) ? digest : undefined;
}
