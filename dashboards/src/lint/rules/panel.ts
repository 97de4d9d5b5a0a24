import * as units from '@grafana/grafana-foundation-sdk/units';

import type { LintedPanel } from '../linted.ts';
import { panelRule } from '../rule.ts';
import type { Rule } from '../rule.ts';

const UNITS: ReadonlySet<unknown> = new Set(Object.values(units));
/** Panels that need no data. */
const WITHOUT_DATA = new Set(['text']);
const SOURCES = new Set([
  '$datasource',
  '${datasource}',
  '$prometheus_datasource',
  '${prometheus_datasource}',
]);

/** What dashboard-linter asks of panels. */
export const PANEL_RULES: readonly Rule[] = [
  panelRule('panel-datasource-rule', (panel) => {
    const used = [panel.datasource, ...(panel.targets ?? []).map(({ datasource }) => datasource)];
    const wrong = used.find((each) => !each || !SOURCES.has(each.uid));
    if (!hasData(panel) || used.every((each) => each && SOURCES.has(each.uid))) return undefined;
    return `it asks ${wrong?.uid ?? 'a default data source'}, not the one of the variable`;
  }),
  panelRule('panel-title-description-rule', (panel) => {
    if (!panel.title) return 'it has no title';
    return hasData(panel) && !panel.description ? 'it has no description' : undefined;
  }),
  panelRule('panel-units-rule', (panel) => {
    const unit = panel.fieldConfig?.defaults.unit;
    if (!hasData(panel) || UNITS.has(unit)) return undefined;
    return unit === undefined ? 'it has no unit' : `Grafana has no unit ${unit}`;
  }),
  panelRule('panel-no-targets-rule', (panel) =>
    hasData(panel) && (panel.targets ?? []).length === 0 ? 'it asks nothing' : undefined,
  ),
];

function hasData({ type }: LintedPanel): boolean {
  return !WITHOUT_DATA.has(type);
}
