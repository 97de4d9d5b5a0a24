/** A confidence interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Percentile bootstrap of a statistic of rows that are drawn again with replacement.
 *
 * @param statistic takes the drawn rows as counts: how often each row was drawn
 * @param options.confidence e.g. 0.95, two-sided
 */
export function bootstrap(
  rows: number,
  statistic: (counts: Uint16Array) => number,
  { draws, confidence, random }: { draws: number; confidence: number; random: () => number },
): Interval {
  const values = new Float64Array(draws);
  const counts = new Uint16Array(rows);
  for (let draw = 0; draw < draws; draw += 1) {
    counts.fill(0);
    for (let row = 0; row < rows; row += 1) counts[Math.floor(random() * rows)]! += 1;
    values[draw] = statistic(counts);
  }
  values.sort();
  const tail = (1 - confidence) / 2;
  return { low: quantile(values, tail), high: quantile(values, 1 - tail) };
}

/** Linear interpolation between the order statistics (type 7 of Hyndman and Fan). */
export function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}
