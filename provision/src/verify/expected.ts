import { z } from 'zod';

import type { ObjectHead } from '../manifests/manifest.ts';

const Rules = z.object({
  spec: z.object({
    groups: z.array(
      z.object({ rules: z.array(z.object({ alert: z.string().optional(), record: z.string().optional() })) }),
    ),
  }),
});
const Dashboards = z.object({ data: z.record(z.string(), z.string()) });
const Dashboard = z.object({ uid: z.string() });

/** The names of all alerts and recordings that the PrometheusRules among the objects have. */
export function ruleNames(objects: readonly ObjectHead[]): readonly string[] {
  const names = objects
    .filter(({ kind }) => kind === 'PrometheusRule')
    .flatMap((object) => Rules.parse(object).spec.groups)
    .flatMap(({ rules }) => rules.flatMap(({ alert, record }) => alert ?? record ?? []));
  return [...new Set(names)];
}

/** The uids of the dashboards that the ConfigMaps among the objects bring to Grafana. */
export function dashboardUids(objects: readonly ObjectHead[]): readonly string[] {
  return objects
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && labelOf(metadata) === '1')
    .flatMap((object) => Object.values(Dashboards.parse(object).data))
    .map((text) => Dashboard.parse(JSON.parse(text)).uid);
}

/** Grafana's sidecar reads what carries it. */
function labelOf({ labels }: ObjectHead['metadata']): unknown {
  return (labels as Readonly<Record<string, unknown>> | undefined)?.['grafana_dashboard'];
}
