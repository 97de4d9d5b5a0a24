import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

import type { NamedDashboard } from '../dashboards.ts';

/**
 * The manifest that gives Grafana's sidecar a dashboard, as a template of kubernetes/. Grafana's own `{{release}}` is
 * written with JSON's escape for a brace: whatever renders the manifest (our Handlebars, Helm) finds nothing to fill in
 * there, and Grafana reads it as the brace that it is.
 */
export function configMapOf({ name, dashboard }: NamedDashboard): string {
  const body = denseJson(dashboard)
    .replaceAll('{{', String.raw`\u007b\u007b`)
    .split('\n')
    .map((line) => `    ${line}`);
  return [
    `# The dashboard “${dashboard.title}”, which Grafana's sidecar finds by its label. Written by`,
    '# `npm run build -w dashboards`; edit dashboards/src.',
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata:',
    `  name: dashboard-${name}`,
    "  namespace: '{{namespace}}'",
    '  labels:',
    '    app.kubernetes.io/part-of: remla-lab',
    "    grafana_dashboard: '1'",
    '  annotations:',
    '    grafana_folder: remla-lab',
    'data:',
    `  ${dashboard.uid}.json: |-`,
    ...body,
    '',
  ].join('\n');
}

/** A panel a line: `npm start` reads this with all manifests, and dashboards/*.json is there for people. */
function denseJson({ panels = [], ...rest }: Dashboard): string {
  const head = Object.entries(rest).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const body = panels.map((panel) => `  ${JSON.stringify(panel)}`).join(',\n');
  return `{\n${head.join(',\n')},\n"panels": [\n${body}\n]\n}`;
}
