import { findDigest } from '../modules/get_url/checksum.ts';
import { digestInIndex, isChartIndex } from './chart-index.ts';

/** `SHA256 (name) = digest`, as BSD's programs and `sha256sum --tag` write it. */
const TAGGED = /^SHA256 \((?<name>.+)\) = (?<digest>[0-9a-f]{64})$/gim;

/**
 * The SHA-256 of a file in what its publisher wrote: the digest alone, `digest  name`, a list of such lines, also signed,
 * tagged lines, or the index.yaml of a repository of charts. Undefined where there is none for this name.
 */
export function sha256In(text: string, file: string): string | undefined {
  const tagged = [...text.matchAll(TAGGED)].find(({ groups }) => groups?.['name'] === file);
  const named = isChartIndex(text)
    ? digestInIndex(text, file)
    : (tagged?.groups?.['digest'] ?? findDigest(text, file));
  const digest = named?.toLowerCase();
  return digest !== undefined && /^[0-9a-f]{64}$/.test(digest) ? digest : undefined;
}
