import type { Dashboard, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';

import { DATA_SOURCE, DATA_SOURCE_VARIABLE } from '../data-source.ts';

/** Under this name the import screen asks for the data source, as Grafana's own export does. */
const INPUT = 'DS_PROMETHEUS';

/** The oldest versions that we say the dashboards are for: Grafana 12 reads what the SDK writes. */
const LEAST_GRAFANA = '12.0.0';
const PROMETHEUS_PLUGIN = '1.0.0';

/** A dashboard in the form that Dashboards → New → Import takes. */
export type ImportableDashboard = Dashboard & {
  readonly __inputs: readonly Record<string, string>[];
  readonly __elements: Readonly<Record<string, never>>;
  readonly __requires: readonly Record<'type' | 'id' | 'name' | 'version', string>[];
};

/**
 * The dashboard for the import screen: it asks for the data source there, so the variable is gone. A dashboard from a
 * file or a ConfigMap must not have this form: Grafana fills `__inputs` in on import only.
 */
export function importable(dashboard: Dashboard): ImportableDashboard {
  const list = (dashboard.templating.list ?? []).filter(({ name }) => name !== DATA_SOURCE_VARIABLE);
  const text = JSON.stringify({ ...dashboard, templating: { list } });
  const filledIn = JSON.parse(text.replaceAll(`${DATA_SOURCE.uid}`, `\${${INPUT}}`)) as Dashboard;
  return {
    __inputs: [
      {
        name: INPUT,
        label: 'Prometheus',
        description: 'The Prometheus that scrapes the lab.',
        type: 'datasource',
        pluginId: 'prometheus',
        pluginName: 'Prometheus',
      },
    ],
    __elements: {},
    __requires: [
      { type: 'grafana', id: 'grafana', name: 'Grafana', version: LEAST_GRAFANA },
      { type: 'datasource', id: 'prometheus', name: 'Prometheus', version: PROMETHEUS_PLUGIN },
      ...panelTypes(dashboard.panels ?? []).map(({ id, name }) => ({ type: 'panel', id, name, version: '' })),
    ],
    ...filledIn,
  };
}

/** What Grafana calls its panels; a row is no plugin. */
const PANEL_NAMES: Readonly<Record<string, string>> = {
  bargauge: 'Bar gauge',
  gauge: 'Gauge',
  heatmap: 'Heatmap',
  stat: 'Stat',
  'state-timeline': 'State timeline',
  table: 'Table',
  text: 'Text',
  timeseries: 'Time series',
};

function panelTypes(
  panels: readonly (Panel | RowPanel)[],
): readonly { readonly id: string; readonly name: string }[] {
  const ids = [...new Set(panels.map(({ type }) => type))].filter((type) => type !== 'row').sort();
  return ids.map((id) => ({ id, name: PANEL_NAMES[id] ?? id }));
}
