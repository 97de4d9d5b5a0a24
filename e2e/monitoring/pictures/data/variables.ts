import type { DashboardFile } from './dashboard-file.ts';

/** From when to when a picture shows, in seconds since 1970, and how far apart its points are. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** Grafana's own variables and the dashboard's, as text for a query. */
export function variablesOf(
  { templating }: DashboardFile,
  { from, to }: TimeRange,
): ReadonlyMap<string, string> {
  const own = templating.list.map(
    ({ name, allValue = '.*', current }) =>
      [name, current.value === '$__all' ? allValue : current.value] as const,
  );
  // What Grafana makes of a Prometheus that scrapes every 15 s, its default.
  return new Map([...own, ['__rate_interval', '1m'], ['__range', `${Math.round(to - from)}s`]]);
}

/** A text with `$name` and `${name}` filled in; what is no variable stays. */
export function fillIn(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replaceAll(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (whole, braced?: string, bare?: string) => variables.get(braced ?? bare ?? '') ?? whole,
  );
}

/** A series' name: `{{label}}` of the legend filled in; without a legend its labels. */
export function seriesName(legend: string, labels: Readonly<Record<string, string>>): string {
  if (legend !== '')
    return legend.replaceAll(/\{\{ *(\w+) *\}\}/g, (_, label: string) => labels[label] ?? '').trim();
  return Object.values(labels).join(' ');
}
