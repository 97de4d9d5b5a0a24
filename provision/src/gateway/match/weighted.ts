import type { WeightedDestination } from '../../routing/table.ts';

/** One of the destinations by their weights. `random` gives a number from 0 to 1 (exclusive); it is asked only where there is a choice. */
export function pickWeighted(
  destinations: readonly WeightedDestination[],
  random: () => number,
): WeightedDestination | undefined {
  const candidates = destinations.filter(({ weight }) => weight > 0);
  if (candidates.length < 2) return candidates[0];
  let left = random() * candidates.reduce((sum, { weight }) => sum + weight, 0);
  return candidates.find(({ weight }) => (left -= weight) < 0) ?? candidates.at(-1);
}
