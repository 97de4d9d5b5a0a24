import { type Explanation, directionOf, drivingParts } from './explanation.ts';

/** From these factors on an effect is called clear, and strong. */
const CLEAR_FACTOR = 1.5;
const STRONG_FACTOR = 4;
/** Beyond, a figure would pretend to know more than the model does. */
const LARGEST_FACTOR = 1000;

/** How the explanation is to be read, in plain words. */
export function describeExplanation(explanation: Explanation): string {
  if (drivingParts(explanation).length === 0) {
    return 'No single part decides: without any one of them the odds of phishing stay about the same.';
  }
  return 'This is the address as the model reads it. It was judged again without each part: the figure says by how much the part multiplies (×) or divides (÷) the odds of phishing.';
}

/** What a part does to the odds: `strongly raises, ×11`, `slightly lowers, ÷1.3`. */
export function describeEffect(oddsFactor: number): string {
  const isRaising = directionOf(oddsFactor) === 'raises';
  const factor = oddsFactor >= 1 ? oddsFactor : 1 / oddsFactor;
  const strength = factor >= STRONG_FACTOR ? 'strongly' : factor >= CLEAR_FACTOR ? 'clearly' : 'slightly';
  return `${strength} ${isRaising ? 'raises, ×' : 'lowers, ÷'}${formatFactor(factor)}`;
}

function formatFactor(factor: number): string {
  if (factor > LARGEST_FACTOR) return `${LARGEST_FACTOR}+`;
  return factor.toFixed(factor < 9.95 ? 1 : 0);
}

/** The kind of a part as words: `registrable_domain` reads as “registrable domain”. */
export function nameKind(kind: string): string {
  return kind.replaceAll(/[-_]/g, ' ');
}
