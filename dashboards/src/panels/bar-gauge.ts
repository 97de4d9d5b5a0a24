import { PanelBuilder } from '@grafana/grafana-foundation-sdk/bargauge';
import { BarGaugeDisplayMode, VizOrientation } from '@grafana/grafana-foundation-sdk/common';

import { COLORS } from './colors.ts';
import { framed } from './frame.ts';
import type { PanelSpec } from './frame.ts';
import { lastValue } from './stat.ts';

/** A panel of bars, one a series. */
export interface BarGaugeSpec extends PanelSpec {
  /** Upright bars: for what has an order, like the buckets of a histogram. @default false */
  readonly isUpright?: boolean;
}

/** The last value of each series as a bar, the longest as long as the panel. */
export function barGauge(spec: BarGaugeSpec): PanelBuilder {
  return framed(new PanelBuilder(), { min: 0, steps: [[0, COLORS.plain]], ...spec })
    .reduceOptions(lastValue())
    .displayMode(BarGaugeDisplayMode.Basic)
    .orientation(spec.isUpright ? VizOrientation.Vertical : VizOrientation.Horizontal)
    .showUnfilled(true);
}
