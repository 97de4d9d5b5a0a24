import { z } from 'zod';

import type { TimeRange } from './variables.ts';

const Labels = z.record(z.string(), z.string());
const Point = z.tuple([z.number(), z.string()]);
const Answer = z.object({
  data: z.object({
    result: z.array(z.object({ metric: Labels, values: z.array(Point).optional(), value: Point.optional() })),
  }),
});

/** The points of one series; a value that is none (0/0) is NaN. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [time: number, value: number])[];
}

/** The series of a query over a time range, or at its end. @throws {Error} with what Prometheus says against the query */
export async function askPrometheus(
  origin: string,
  { expr, isInstant }: { readonly expr: string; readonly isInstant: boolean },
  { from, to, step }: TimeRange,
): Promise<readonly Series[]> {
  const when = isInstant
    ? { time: String(to) }
    : { start: String(from), end: String(to), step: String(step) };
  const path = isInstant ? 'query' : 'query_range';
  const body = new URLSearchParams({ query: expr, ...when });
  const response = await fetch(`${origin}/api/v1/${path}`, { method: 'POST', body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} for ${expr}: ${text}`);
  return Answer.parse(JSON.parse(text)).data.result.map(({ metric, values, value }) => ({
    labels: metric,
    points: (values ?? (value ? [value] : [])).map(([time, each]) => [time, Number(each)] as const),
  }));
}
