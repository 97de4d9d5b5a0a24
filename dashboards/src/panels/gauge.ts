import { PanelBuilder } from '@grafana/grafana-foundation-sdk/gauge';

import { framed } from './frame.ts';
import type { PanelSpec } from './frame.ts';
import { lastValue } from './stat.ts';

/** A figure on a dial: it says how much of what can be is there, so both ends and the steps are given. */
export type GaugeSpec = PanelSpec & Required<Pick<PanelSpec, 'min' | 'max' | 'steps'>>;

/** The last value of each series on a dial of its own. */
export function gauge(spec: GaugeSpec): PanelBuilder {
  return framed(new PanelBuilder(), spec)
    .reduceOptions(lastValue())
    .showThresholdMarkers(true)
    .showThresholdLabels(false);
}
