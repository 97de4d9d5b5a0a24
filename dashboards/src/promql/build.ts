/** For lines over time: as long as four scrapes at least, and as a step of the graph. */
export const RATE = '$__rate_interval';
/** The time range that the reader looks at. */
export const RANGE = '$__range';

/** How many a second, summed over everything but the labels of `by`. */
export function perSecond(series: string, by: readonly string[] = []): string {
  return sumBy(`rate(${series}[${RATE}])`, by);
}

/** How many within a length of time, summed over everything but the labels of `by`. */
export function countIn(length: string, series: string, by: readonly string[] = []): string {
  return sumBy(`increase(${series}[${length}])`, by);
}

/** The bound below which a part of what a histogram saw lies; `by` are labels to keep. */
export function quantile(part: number, buckets: string, by: readonly string[] = [], length = RATE): string {
  return `histogram_quantile(${part}, ${sumBy(`rate(${buckets}[${length}])`, ['le', ...by])})`;
}

/** The mean of what a histogram or a summary saw; `metric` without its ending. */
export function mean(series: (ending: '_sum' | '_count') => string, by: readonly string[] = []): string {
  return `${perSecond(series('_sum'), by)} / ${perSecond(series('_count'), by)}`;
}

/** A sum; without labels over everything. */
export function sumBy(vector: string, by: readonly string[] = []): string {
  return by.length === 0 ? `sum(${vector})` : `sum by (${by.join(', ')}) (${vector})`;
}

/** 0 where nothing was counted yet: a series begins with its first event. */
export function orZero(expr: string): string {
  return `(${expr} or vector(0))`;
}

/** `part / whole`, and 0 for those of the whole of which there is no part yet. */
export function share(part: string, whole: string): string {
  return `(${part} or ${whole} * 0) / ${whole}`;
}
