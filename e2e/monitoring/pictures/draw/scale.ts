/** Marks for an axis from one value to another: at most so many, at round values. */
export function ticks(from: number, to: number, most: number): readonly number[] {
  if (!(to > from)) return [from];
  const rough = (to - from) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** As `ticks`, for amounts that are counted in powers of 1024. */
export function binaryTicks(from: number, to: number, most: number): readonly number[] {
  const unit = 1024 ** Math.max(Math.floor(Math.log2(Math.max(to, 1)) / 10), 0);
  return ticks(from / unit, to / unit, most).map((each) => each * unit);
}

/** Times for an axis: whole minutes or more, at most so many. */
export function timeTicks(from: number, to: number, most: number): readonly number[] {
  const steps = [60, 120, 300, 600, 900, 1800, 3600];
  const step = steps.find((each) => (to - from) / each <= most) ?? 7200;
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, index) => (first + index) * step);
}

/** A time of day, UTC. */
export function clock(time: number, { hasSeconds = false } = {}): string {
  const text = new Date(time * 1000).toISOString();
  return text.slice(11, hasSeconds ? 19 : 16);
}
