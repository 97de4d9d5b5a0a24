import {
  HeatmapColorMode,
  HeatmapColorOptionsBuilder,
  PanelBuilder,
  YAxisConfigBuilder,
} from '@grafana/grafana-foundation-sdk/heatmap';

import { framed } from './frame.ts';
import type { PanelSpec } from './frame.ts';

/** A heat map of one histogram: its query has the format `heatmap` and the legend `{{le}}`. */
export interface HeatmapSpec extends Omit<PanelSpec, 'queries'> {
  /** `sum by (le) (…)` of the buckets. */
  readonly expr: string;
}

/** Buckets over time: the darker, the more. `unit` is that of the buckets. */
export function heatmap({ expr, ...spec }: HeatmapSpec): PanelBuilder {
  return framed(new PanelBuilder(), { ...spec, queries: [{ expr, legend: '{{le}}', format: 'heatmap' }] })
    .calculate(false)
    .cellGap(1)
    .yAxis(new YAxisConfigBuilder().unit(spec.unit))
    .color(
      new HeatmapColorOptionsBuilder().mode(HeatmapColorMode.Scheme).scheme('Blues').exponent(0.5).steps(32),
    )
    .showLegend();
}
