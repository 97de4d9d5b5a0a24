import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';

/** The name of the variable that holds the data source; dashboard-linter knows dashboards by it. */
export const DATA_SOURCE_VARIABLE = 'datasource';

/** The Prometheus that the reader has chosen on the dashboard. */
export const DATA_SOURCE: DataSourceRef = { type: 'prometheus', uid: `\${${DATA_SOURCE_VARIABLE}}` };
