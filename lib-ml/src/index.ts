export { type CanonicalUrl, canonicalize, windowOf } from './canonical/canonicalize.ts';
export { encodeUrl } from './encode-url.ts';
export { decodeLabel, encodeLabel, isLabel, type Label, LABELS } from './labels.ts';
export {
  CANONICAL_FORM_VERSION,
  MAX_HOST_LENGTH,
  MAX_URL_LENGTH,
  NGRAM_HASH_VERSION,
  SEQUENCE_LENGTH,
} from './limits.ts';
export { hashNgrams, ngramCapacity, type NgramOptions } from './ngrams.ts';
export { createVocabulary, FIRST_CHARACTER_ID, PADDING_ID, UNKNOWN_ID, type Vocabulary } from './vocabulary.ts';
