import { readDashboard } from './data/dashboard-file.ts';
import { panelData } from './data/panel-data.ts';
import type { PanelData } from './data/panel-data.ts';
import { variablesOf } from './data/variables.ts';
import type { TimeRange } from './data/variables.ts';
import { withoutEmptySections } from './data/without-empty-sections.ts';
import { drawDashboard } from './draw/dashboard.ts';

/** The dashboards of dashboards/. */
export const DASHBOARDS = ['application', 'model', 'canary', 'platform'] as const;

/** The picture of a dashboard over a time range, with what a Prometheus answers to it. @throws {Error} where it refuses a query */
export async function picture(name: string, origin: string, range: TimeRange): Promise<string> {
  const dashboard = readDashboard(name);
  const variables = variablesOf(dashboard, range);
  const panels: PanelData[] = [];
  for (const panel of dashboard.panels) panels.push(await panelData(panel, { origin, range, variables }));
  return drawDashboard(dashboard, withoutEmptySections(panels), range);
}
