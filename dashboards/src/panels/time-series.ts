import {
  GraphDrawStyle,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

import { framed } from './frame.ts';
import type { PanelSpec } from './frame.ts';

/** A panel of lines over time. */
export interface TimeSeriesSpec extends PanelSpec {
  /** Series on top of one another: for parts of a whole. @default false */
  readonly isStacked?: boolean;
  /** Bars instead of lines. @default false */
  readonly isBars?: boolean;
  /** Draws the steps as dashed lines: for a bar that a value has to keep. @default false */
  readonly hasThresholdLines?: boolean;
}

/** How much of an area below a lone line and of a stacked one is filled, in percent. */
const FILL = { line: 6, stacked: 35, bars: 80 } as const;

/** Lines over time. Gaps that a restart leaves are not bridged: they are what a reader looks for. */
export function timeSeries(spec: TimeSeriesSpec): PanelBuilder {
  const { isStacked = false, isBars = false, hasThresholdLines = false } = spec;
  const panel = framed(new PanelBuilder(), { min: 0, ...spec })
    .drawStyle(isBars ? GraphDrawStyle.Bars : GraphDrawStyle.Line)
    .lineWidth(isBars ? 0 : 2)
    .fillOpacity(isBars ? FILL.bars : isStacked ? FILL.stacked : FILL.line)
    .showPoints(VisibilityMode.Never)
    .spanNulls(false)
    .legend(legendBelow())
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
  if (isStacked) panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'));
  if (hasThresholdLines) {
    panel.thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
  }
  return panel;
}

/** The names of the series below a panel. */
export function legendBelow(): VizLegendOptionsBuilder {
  return new VizLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(LegendDisplayMode.List)
    .placement(LegendPlacement.Bottom)
    .calcs([]);
}
