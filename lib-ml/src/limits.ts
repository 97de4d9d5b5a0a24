/** Code points of the canonical form that a model sees: the columns of a row of ids. */
export const SEQUENCE_LENGTH = 200;

/** Longest URL that the services take, in UTF-16 code units (what `string.length` counts). */
export const MAX_URL_LENGTH = 8192;

/** Code points of a host that are kept, from its end, so that a host always fits into the window. */
export const MAX_HOST_LENGTH = 200;

/**
 * Goes up whenever `canonicalize` gives another text for any input: a model is only valid for the
 * version that it was trained on, and its manifest names that version.
 */
export const CANONICAL_FORM_VERSION = 1;

/** Goes up whenever `hashNgrams` gives another bucket for any input. */
export const NGRAM_HASH_VERSION = 1;
