export { type CanonicalUrl, canonicalize, windowOf } from './canonical/canonicalize.ts';
export { encodeUrl } from './encode-url.ts';
export { type PaddedSequences, type PadOptions, padSequences } from './keras/pad-sequences.ts';
export { readTokenizerJson, tokenizerToJson } from './keras/tokenizer-json.ts';
export {
  createTokenizer,
  fitOnTexts,
  textsToSequences,
  type Tokenizer,
  type TokenizerOptions,
} from './keras/tokenizer.ts';
export { decodeLabel, encodeLabel, isLabel, type Label, LABELS } from './labels.ts';
export {
  CANONICAL_FORM_VERSION,
  MAX_HOST_LENGTH,
  MAX_URL_LENGTH,
  NGRAM_HASH_VERSION,
  SEQUENCE_LENGTH,
} from './limits.ts';
export { ngramCapacity, type NgramOptions } from './ngram-options.ts';
export { hashNgrams } from './ngrams.ts';
export {
  createVocabulary,
  FIRST_CHARACTER_ID,
  PADDING_ID,
  UNKNOWN_ID,
  type Vocabulary,
} from './vocabulary.ts';
