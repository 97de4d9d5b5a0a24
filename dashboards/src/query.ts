import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';

import { DATA_SOURCE } from './data-source.ts';

/** One PromQL query of a panel. */
export interface Query {
  readonly expr: string;
  /** What a series is called; `{{release}}` stands for the value of its label. */
  readonly legend?: string;
  /** A value for now, not a line over the time range. @default false */
  readonly isInstant?: boolean;
  /** What Grafana makes of the answer: `heatmap` undoes the running sums of `le` buckets. @default 'time_series' */
  readonly format?: 'time_series' | 'table' | 'heatmap';
}

/** A query as the SDK takes it; the n-th of a panel has the n-th letter as `refId`. */
export function targetOf(query: Query, index: number): DataqueryBuilder {
  const { expr, legend = '', isInstant = false, format = 'time_series' } = query;
  const target = new DataqueryBuilder()
    .datasource(DATA_SOURCE)
    .refId(String.fromCodePoint('A'.charCodeAt(0) + index))
    .expr(expr)
    .legendFormat(legend)
    .format(FORMATS[format]);
  return isInstant ? target.instant() : target.range();
}

const FORMATS = {
  time_series: PromQueryFormat.TimeSeries,
  table: PromQueryFormat.Table,
  heatmap: PromQueryFormat.Heatmap,
} as const;
