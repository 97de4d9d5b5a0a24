import { type Explanation, readExplanation } from './explanation.ts';
import { isJsonObject } from './json-object.ts';
import { type Versions, readVersions } from './versions.ts';

/** The two labels a model can give. */
export type Label = 'phishing' | 'legitimate';

/** What the service says about one address. */
export type Verdict = {
  readonly label: Label;
  /** Calibrated probability of phishing, 0 to 1. */
  readonly probability: number;
  /** From this probability on the label is phishing. */
  readonly threshold: number;
  readonly versions: Versions;
  readonly explanation: Explanation | undefined;
};

/** Whether a value is one of the two labels. */
export function isLabel(value: unknown): value is Label {
  return value === 'phishing' || value === 'legitimate';
}

/** Whether a value is a probability. */
export function isProbability(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

/** Reads an answer of POST /api/v1/predict; undefined where it is not one. Members that this page does not know are ignored. */
export function readVerdict(body: unknown): Verdict | undefined {
  if (!isJsonObject(body)) return undefined;
  const { label, probability, threshold } = body;
  const versions = readVersions(body['versions']);
  if (!isLabel(label) || !isProbability(probability) || !isProbability(threshold) || versions === undefined) {
    return undefined;
  }
  return { label, probability, threshold, versions, explanation: readExplanation(body, probability) };
}
