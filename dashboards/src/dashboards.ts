import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

import { application } from './application/application.ts';
import { canary } from './canary/canary.ts';
import { dashboardOf } from './dashboard.ts';
import type { LabAlerts } from './lab-alerts.ts';
import { model } from './model/model.ts';
import { platform } from './platform/platform.ts';

/** A dashboard and the name of its file. */
export interface NamedDashboard {
  readonly name: string;
  readonly dashboard: Dashboard;
}

/** All dashboards of the lab. They draw their lines where the alerts draw theirs. */
export function allDashboards(alerts: LabAlerts): readonly NamedDashboard[] {
  return [application(alerts), model(), canary(alerts), platform()].map((spec) => ({
    name: spec.name,
    dashboard: dashboardOf(spec),
  }));
}
