import { type Explanation, drivingParts } from './explanation.ts';

/** How the explanation is to be read, in plain words. */
export function describeExplanation(explanation: Explanation): string {
  if (drivingParts(explanation).length === 0) {
    return 'No single part decides: without any one of them the probability stays about the same.';
  }
  return 'This is the address as the model reads it. Each part was left out once; the figure is what the part adds to or takes from the probability.';
}

/** The kind of a part as words: `registrable_domain` reads as “registrable domain”. */
export function nameKind(kind: string): string {
  return kind.replaceAll(/[-_]/g, ' ');
}
