import { VisibilityMode } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';

import { framed } from './frame.ts';
import type { PanelSpec } from './frame.ts';
import { legendBelow } from './time-series.ts';

/** Each series as a band that changes its color with the value; `mappings` say what a value is called. */
export function stateTimeline(spec: PanelSpec & Required<Pick<PanelSpec, 'mappings'>>): PanelBuilder {
  return framed(new PanelBuilder(), spec)
    .mergeValues(true)
    .showValue(VisibilityMode.Auto)
    .fillOpacity(80)
    .lineWidth(0)
    .legend(legendBelow());
}
