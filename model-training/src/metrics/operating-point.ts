import type { Scored } from './auc.ts';

/**
 * The least threshold at which at most `rate` of the legitimate rows is flagged (score >= threshold): just above the
 * highest score that has to stay legitimate. @throws {RangeError} without legitimate rows
 */
export function thresholdForFalsePositives({ labels, scores }: Scored, rate: number): number {
  const legitimate = scores.filter((_, row) => labels[row] === 0).sort();
  if (legitimate.length === 0) throw new RangeError('no legitimate rows');
  const allowed = Math.floor(legitimate.length * rate);
  const highestKept = legitimate[legitimate.length - 1 - allowed]!;
  return nextUp(highestKept);
}

/** The share of phishing rows that are flagged when at most `rate` of the legitimate rows is. */
export function truePositiveRateAt(scored: Scored, rate: number): number {
  return flaggedShare(scored, { label: 1, threshold: thresholdForFalsePositives(scored, rate) });
}

/** The share of the rows of a class that a threshold flags: the false- or true-positive rate. NaN without such rows. */
export function flaggedShare(
  { labels, scores }: Scored,
  { label, threshold }: { label: 0 | 1; threshold: number },
): number {
  let rows = 0;
  let flagged = 0;
  for (const [row, actual] of labels.entries()) {
    if (actual !== label) continue;
    rows += 1;
    if (scores[row]! >= threshold) flagged += 1;
  }
  return flagged / rows;
}

/** F1 of the class phishing: harmonic mean of precision and recall at a threshold. */
export function f1({ labels, scores }: Scored, threshold: number): number {
  let truePositives = 0;
  let mistakes = 0;
  for (const [row, label] of labels.entries()) {
    const isFlagged = scores[row]! >= threshold;
    if (isFlagged && label === 1) truePositives += 1;
    else if (isFlagged !== (label === 1)) mistakes += 1;
  }
  return (2 * truePositives) / (2 * truePositives + mistakes);
}

/** The next double above a finite number. */
function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const bits = new BigInt64Array(1);
  const view = new Float64Array(bits.buffer);
  view[0] = value;
  bits[0] = bits[0]! + (value > 0 ? 1n : -1n);
  return view[0];
}
