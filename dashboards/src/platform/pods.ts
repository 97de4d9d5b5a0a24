import type { Section } from '../layout.ts';
import { barGauge } from '../panels/bar-gauge.ts';
import { COLORS } from '../panels/colors.ts';
import { stat } from '../panels/stat.ts';
import { table } from '../panels/table.ts';
import { timeSeries } from '../panels/time-series.ts';
import { RANGE, RATE, sumBy } from '../promql/build.ts';
import { select } from '../selectors.ts';

const NAMESPACE = 'namespace=~"$namespace"';
const BY_POD = ['namespace', 'pod'];
const BY_DEPLOYMENT = ['namespace', 'deployment'];

/** Pods as Kubernetes sees them. */
export function pods(): Section {
  return {
    title: 'Pods (kube-state-metrics, and cAdvisor in each kubelet)',
    lines: [
      {
        height: 8,
        panels: [
          [4, waiting()],
          [10, processors()],
          [10, memory()],
        ],
      },
      {
        height: 8,
        panels: [
          [12, deployments()],
          [12, restarts()],
        ],
      },
    ],
  };
}

function waiting() {
  return stat({
    title: 'Pods that are not ready',
    description: 'Pods that run and do not take requests, or that wait to be started.',
    unit: 'locale',
    decimals: 0,
    queries: [
      {
        expr: sumBy(select('kube_pod_status_ready', NAMESPACE, 'condition="false"')),
        isInstant: true,
      },
    ],
    steps: [
      [0, COLORS.good],
      [1, COLORS.doubtful],
    ],
  });
}

function processors() {
  const series = select('container_cpu_usage_seconds_total', NAMESPACE, 'container!=""');
  return timeSeries({
    title: 'Processors in use, by pod',
    description: 'The ten pods that use the most.',
    unit: 'none',
    decimals: 2,
    queries: [{ expr: `topk(10, ${sumBy(`rate(${series}[${RATE}])`, BY_POD)})`, legend: '{{pod}}' }],
  });
}

function memory() {
  const used = select('container_memory_working_set_bytes', NAMESPACE, 'container!=""');
  const limit = select('kube_pod_container_resource_limits', NAMESPACE, 'resource="memory"');
  return timeSeries({
    title: 'Memory, of what a pod may have',
    description: 'Of its limit. At 100 % the kernel ends a container of the pod.',
    unit: 'percentunit',
    max: 1,
    queries: [{ expr: `topk(10, ${sumBy(used, BY_POD)} / ${sumBy(limit, BY_POD)})`, legend: '{{pod}}' }],
  });
}

function deployments() {
  const count = (metric: string) => sumBy(select(metric, NAMESPACE), BY_DEPLOYMENT);
  return table({
    title: 'Deployments',
    description: 'How many pods each should have, and how many can be asked.',
    keys: { namespace: 'Namespace', deployment: 'Deployment' },
    columns: [
      { title: 'Wanted', expr: count('kube_deployment_spec_replicas'), unit: 'locale', decimals: 0 },
      {
        title: 'There',
        expr: count('kube_deployment_status_replicas_available'),
        unit: 'locale',
        decimals: 0,
      },
    ],
  });
}

function restarts() {
  const series = select('kube_pod_container_status_restarts_total', NAMESPACE);
  return barGauge({
    title: 'Restarts',
    description: 'Containers that began anew in the time range, by pod: `kubectl logs --previous` says why.',
    unit: 'locale',
    decimals: 0,
    queries: [
      {
        expr: `topk(8, ${sumBy(`increase(${series}[${RANGE}])`, BY_POD)} > 0)`,
        legend: '{{pod}}',
        isInstant: true,
      },
    ],
    steps: [
      [0, COLORS.doubtful],
      [3, COLORS.bad],
    ],
    noValue: 'none',
  });
}
