import type { PromqlQuery } from '../promql/read.ts';

/** Who gives a metric that none of our services gives. */
export type Exporter = 'prometheus' | 'kube-state-metrics' | 'kubelet' | 'node-exporter' | 'istiod';

/** A metric of an exporter: who gives it, and its labels beside those of the target. */
export interface ExporterMetric {
  readonly exporter: Exporter;
  readonly labels: readonly string[];
}

/** Labels that Prometheus writes to every series of a target. */
export const TARGET_LABELS: readonly string[] = [
  'job',
  'instance',
  'namespace',
  'pod',
  'service',
  'container',
];

const of = (exporter: Exporter, labels: readonly string[] = []): ExporterMetric => ({ exporter, labels });

/** The metrics of others that dashboards ask for: those of Platform, as their exporters document them. */
export const EXPORTER_METRICS: Readonly<Record<string, ExporterMetric>> = {
  up: of('prometheus'),
  scrape_duration_seconds: of('prometheus'),
  ALERTS: of('prometheus', ['alertname', 'alertstate', 'severity', 'release']),
  prometheus_tsdb_head_series: of('prometheus'),
  prometheus_tsdb_head_samples_appended_total: of('prometheus'),
  prometheus_rule_evaluation_failures_total: of('prometheus'),
  kube_pod_status_ready: of('kube-state-metrics', ['condition']),
  kube_pod_container_resource_limits: of('kube-state-metrics', ['resource', 'unit', 'node']),
  kube_pod_container_status_restarts_total: of('kube-state-metrics'),
  kube_deployment_spec_replicas: of('kube-state-metrics', ['deployment']),
  kube_deployment_status_replicas_available: of('kube-state-metrics', ['deployment']),
  container_cpu_usage_seconds_total: of('kubelet', ['image', 'cpu', 'node']),
  container_memory_working_set_bytes: of('kubelet', ['image', 'node']),
  node_cpu_seconds_total: of('node-exporter', ['cpu', 'mode']),
  node_memory_MemAvailable_bytes: of('node-exporter'),
  node_memory_MemTotal_bytes: of('node-exporter'),
  node_filesystem_avail_bytes: of('node-exporter', ['device', 'fstype', 'mountpoint']),
  node_filesystem_size_bytes: of('node-exporter', ['device', 'fstype', 'mountpoint']),
  node_network_receive_bytes_total: of('node-exporter', ['device']),
  node_network_transmit_bytes_total: of('node-exporter', ['device']),
  pilot_xds: of('istiod', ['version']),
  pilot_total_xds_rejects: of('istiod', ['type']),
  pilot_proxy_convergence_time: of('istiod', ['le']),
};

/** Who has to run beside the lab and Prometheus for a query to have an answer, in the order of the query. */
export function exportersFor({ selectors }: Pick<PromqlQuery, 'selectors'>): readonly Exporter[] {
  const found = selectors.flatMap(({ metric }) => {
    const known = EXPORTER_METRICS[metric] ?? EXPORTER_METRICS[metric.replace(/_(bucket|sum|count)$/, '')];
    return known && known.exporter !== 'prometheus' ? [known.exporter] : [];
  });
  return [...new Set(found)];
}
