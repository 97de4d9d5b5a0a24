import { rank } from './rank.ts';

/** Labels (1 = phishing) with scores that rise with the suspicion. */
export interface Scored {
  readonly labels: Uint8Array;
  readonly scores: Float64Array;
}

/**
 * Area under the ROC curve: the chance that a phishing row scores above a legitimate one, ties counting half
 * (Mann-Whitney). NaN where a class is missing.
 */
export function auc({ labels, scores }: Scored): number {
  const ranks = rank(scores);
  let positives = 0;
  let rankSum = 0;
  for (const [row, label] of labels.entries()) {
    if (label === 1) {
      positives += 1;
      rankSum += ranks[row]!;
    }
  }
  const negatives = labels.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
