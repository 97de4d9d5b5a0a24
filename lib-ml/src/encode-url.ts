import { type CanonicalUrl, canonicalize, windowOf } from './canonical/canonicalize.ts';
import { SEQUENCE_LENGTH } from './limits.ts';
import { PADDING_ID, type Vocabulary } from './vocabulary.ts';

/**
 * Writes the ids of a URL's window into one row of a batch, as int32: `out[offset … offset + 199]`,
 * padded with 0 on the left, 1 for unknown characters. Nothing is allocated per character.
 *
 * @param url a URL as it came, or its canonical form where the caller has that already.
 * @param offset index of the row's first id. @default 0
 * @throws {RangeError} when the row does not fit into `out`.
 */
export function encodeUrl(
  url: string | CanonicalUrl,
  vocabulary: Vocabulary,
  out: Int32Array,
  offset = 0,
): void {
  const end = offset + SEQUENCE_LENGTH;
  if (offset < 0 || end > out.length) {
    throw new RangeError(`a row of ${SEQUENCE_LENGTH} ids at ${offset} does not fit into ${out.length}`);
  }
  const window = windowOf(typeof url === 'string' ? canonicalize(url) : url);
  let position = end;
  for (let index = window.length - 1; index >= 0; index -= 1) {
    let codePoint = window.charCodeAt(index);
    if (codePoint >= 0xdc00 && codePoint <= 0xdfff && index > 0) {
      const pair = window.codePointAt(index - 1)!;
      if (pair > 0xffff) {
        codePoint = pair;
        index -= 1;
      }
    }
    position -= 1;
    out[position] = vocabulary.idOf(codePoint);
  }
  out.fill(PADDING_ID, offset, position);
}
