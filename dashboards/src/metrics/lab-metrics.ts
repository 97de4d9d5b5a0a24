import { createMetrics } from '@remla-lab/service-kit';

import { createUpstreamMetrics } from '../../../app/src/metrics/upstream-metrics.ts';
import { createVerdictMetrics } from '../../../app/src/metrics/verdict-metrics.ts';
import { createPredictionMetrics } from '../../../model-service/src/prediction-metrics.ts';

/** Label names by the name of the metric. */
export type MetricLabels = ReadonlyMap<string, ReadonlySet<string>>;

/** What app and model-service give, as their own code registers it. */
export function serviceMetrics(): Readonly<Record<'app' | 'model-service', MetricLabels>> {
  const own = () => createMetrics({ release: 'v1', version: '0', commit: '0' }).registry;
  const app = own();
  createUpstreamMetrics(app);
  createVerdictMetrics(app);
  const modelService = own();
  createPredictionMetrics(modelService, () => 0);
  return { app: labelsIn(app), 'model-service': labelsIn(modelService) };
}

/** What the gateway gives, as docs/metrics.md says it: there it is Envoy in the cluster, and ours locally. */
export function gatewayMetrics(page: string): MetricLabels {
  const [, section = ''] = /## The gateway and the sidecars\n([\s\S]*?)\n## /.exec(page) ?? [];
  const [table = '', after = ''] = section.split("Istio's labels:");
  const labels = new Set(
    [...(after.split('\n\n')[0] ?? '').matchAll(/`(\w+)`/g)].flatMap(([, label]) => label ?? []),
  );
  return new Map([...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => [name ?? '', labels] as const));
}

type Registry = ReturnType<typeof createMetrics>['registry'];

function labelsIn(registry: Registry): MetricLabels {
  // prom-client's types leave `labelNames` out of what its metrics have.
  const metrics = registry.getMetricsAsArray() as unknown as { name: string; labelNames: string[] }[];
  return new Map(metrics.map(({ name, labelNames }) => [name, new Set([...labelNames, 'release'])] as const));
}
