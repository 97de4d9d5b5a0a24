import type { PanelBuilder as BarGaugeBuilder } from '@grafana/grafana-foundation-sdk/bargauge';
import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import type { ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import type { PanelBuilder as GaugeBuilder } from '@grafana/grafana-foundation-sdk/gauge';
import type { PanelBuilder as HeatmapBuilder } from '@grafana/grafana-foundation-sdk/heatmap';
import type { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import type { PanelBuilder as StateTimelineBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import type { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import type { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

import { DATA_SOURCE } from '../data-source.ts';
import { targetOf } from '../query.ts';
import type { Query } from '../query.ts';
import { fixedColor } from './colors.ts';
import type { SeriesColor } from './colors.ts';

/** From which value on which color holds; the first one holds from the bottom, whatever its value says. */
export type Steps = readonly (readonly [from: number, color: string])[];

/** What every panel with data says. */
export interface PanelSpec {
  readonly title: string;
  /** What the figure means and what a reader does with it. */
  readonly description: string;
  /** A unit of the SDK's `units`. */
  readonly unit: string;
  readonly queries: readonly Query[];
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly steps?: Steps;
  readonly mappings?: readonly ValueMapping[];
  /** What stands there where a query gives nothing. */
  readonly noValue?: string;
  readonly colors?: readonly SeriesColor[];
}

type DataPanelBuilder =
  | BarGaugeBuilder
  | GaugeBuilder
  | HeatmapBuilder
  | StatBuilder
  | StateTimelineBuilder
  | TableBuilder
  | TimeSeriesBuilder;

/** Gives a panel what every panel with data has; the builder itself comes back. */
export function framed<Builder extends DataPanelBuilder>(builder: Builder, spec: PanelSpec): Builder {
  builder.title(spec.title).description(spec.description).datasource(DATA_SOURCE).unit(spec.unit);
  builder.targets(spec.queries.map(targetOf));
  if (spec.decimals !== undefined) builder.decimals(spec.decimals);
  if (spec.min !== undefined) builder.min(spec.min);
  if (spec.max !== undefined) builder.max(spec.max);
  if (spec.noValue !== undefined) builder.noValue(spec.noValue);
  if (spec.mappings) builder.mappings([...spec.mappings]);
  if (spec.steps) builder.thresholds(thresholdsOf(spec.steps));
  for (const { pattern, color } of spec.colors ?? []) builder.overrideByRegexp(pattern, fixedColor(color));
  return builder;
}

function thresholdsOf(steps: Steps): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps(steps.map(([value, color], index) => ({ value: index === 0 ? null : value, color })));
}
