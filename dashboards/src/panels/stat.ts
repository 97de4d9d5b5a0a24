import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';

import { COLORS } from './colors.ts';
import { framed } from './frame.ts';
import type { PanelSpec } from './frame.ts';

/** A panel with a figure in large digits. */
export interface StatSpec extends PanelSpec {
  /** Draws how the figure came about below it: only for queries over the time range. @default false */
  readonly hasGraph?: boolean;
  /** Colors the whole panel, not only the figure: for a verdict that is seen from the door. @default false */
  readonly isFilled?: boolean;
}

/** The last value of each series, in large digits. */
export function stat(spec: StatSpec): PanelBuilder {
  return framed(new PanelBuilder(), { steps: [[0, COLORS.plain]], ...spec })
    .reduceOptions(lastValue())
    .graphMode(spec.hasGraph ? BigValueGraphMode.Area : BigValueGraphMode.None)
    .colorMode(spec.isFilled ? BigValueColorMode.Background : BigValueColorMode.Value)
    .textMode(spec.queries.length > 1 ? BigValueTextMode.ValueAndName : BigValueTextMode.Auto);
}

/** A series becomes its last value that is one. */
export function lastValue(): ReduceDataOptionsBuilder {
  return new ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false).fields('');
}
