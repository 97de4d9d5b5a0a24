import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  AnnotationQueryBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dashboard, VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';

import { DATA_SOURCE } from './data-source.ts';
import { layOut } from './layout.ts';
import type { Section } from './layout.ts';
import { COLORS } from './panels/colors.ts';
import { targetOf } from './query.ts';
import { dataSourceVariable } from './variables.ts';

/** What one dashboard says of itself. */
export interface DashboardSpec {
  /** The name of its file and the end of its uid: `remla-NAME`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Beside the data source. */
  readonly variables: readonly Builder<VariableModel>[];
  readonly sections: readonly Section[];
}

/** The tag by which the dashboards of the lab find one another. */
const TAG = 'remla-lab';

/** A whole dashboard, as Grafana reads it where a file or a ConfigMap provides it. */
export function dashboardOf({ name, title, description, variables, sections }: DashboardSpec): Dashboard {
  const frame = new DashboardBuilder(`remla-lab / ${title}`)
    .id(null)
    .uid(`remla-${name}`)
    .description(description)
    .tags([TAG])
    .readonly()
    .timezone('browser')
    .time({ from: 'now-30m', to: 'now' })
    .refresh('10s')
    .tooltip(DashboardCursorSync.Crosshair)
    .version(1)
    .variables([dataSourceVariable(), ...variables])
    .annotation(restarts())
    .link(otherDashboards())
    .build();
  // Not withPanel: it would lay them out by its own lights.
  return { ...frame, panels: [...layOut(sections)] };
}

/** A mark on every panel where a process of ours began: most steps in a line have one beside them. */
function restarts(): AnnotationQueryBuilder {
  // The value is the time of the mark, in milliseconds: a pod that is new has no past to have changed since.
  const expr = 'process_start_time_seconds{job=~"app|model-service"} * 1000';
  return new AnnotationQueryBuilder()
    .name('Restarts')
    .datasource(DATA_SOURCE)
    .enable(true)
    .iconColor(COLORS.quiet)
    .useValueForTime(true)
    .titleFormat('{{job}} {{release}} began')
    .target(targetOf({ expr }, 0));
}

function otherDashboards(): DashboardLinkBuilder {
  return new DashboardLinkBuilder('remla-lab')
    .type(DashboardLinkType.Dashboards)
    .tags([TAG])
    .asDropdown(true)
    .keepTime(true)
    .includeVars(true);
}
