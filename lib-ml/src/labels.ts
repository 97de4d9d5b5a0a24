/** The classes in the order of their codes: sorted by name, as scikit-learn's LabelEncoder sorts them. */
export const LABELS = ['legitimate', 'phishing'] as const;

/** @see LABELS */
export type Label = (typeof LABELS)[number];

/** Whether a text is one of the two classes, exactly as written here (no trimming, no case folding). */
export function isLabel(text: string): text is Label {
  return text === 'legitimate' || text === 'phishing';
}

/**
 * The code of a class: legitimate = 0, phishing = 1.
 *
 * @throws {RangeError} for any other text.
 */
export function encodeLabel(label: string): 0 | 1 {
  if (!isLabel(label))
    throw new RangeError(`unknown label ${JSON.stringify(label)}, expected ${LABELS.join(' or ')}`);
  return label === 'phishing' ? 1 : 0;
}

/**
 * The class of a code.
 *
 * @throws {RangeError} for any number other than 0 and 1.
 */
export function decodeLabel(code: number): Label {
  const label = LABELS[code];
  if (label === undefined) throw new RangeError(`unknown label code ${code}, expected 0 or 1`);
  return label;
}
