/** Below this, and above one minus this, a model's figure says no more than "hardly" and "almost surely". */
const FINEST = 0.001;

/** A probability for people, with one decimal: `97.2%`. Never 0% or 100%: no model is that sure. */
export function formatProbability(probability: number): string {
  if (probability < FINEST) return '<0.1%';
  if (probability > 1 - FINEST) return '>99.9%';
  return `${(probability * 100).toFixed(1)}%`;
}
