import { stringify } from 'yaml';

import { reachableHost } from '../services.ts';
import type { ServicePlan } from '../services.ts';

/** Who is asked for metrics. */
export interface ScrapePlan {
  readonly namespace: string;
  readonly services: readonly ServicePlan[];
  readonly host: string;
  /** The port of the gateway's metrics. */
  readonly metricsPort: number;
  /** Prometheus' own. */
  readonly port: number;
}

/** How often everybody is asked, and rules are looked at. Half a minute of waiting in a demonstration is long. */
const INTERVAL = '5s';

/** The gateway's job, and its name in metrics of its own. */
const GATEWAY = 'istio-ingressgateway';

/**
 * The configuration of Prometheus, as YAML. Targets have the labels that ServiceMonitors and the PodMonitor give them in a
 * cluster (what Istio calls a workload stands for the pod), so that one query serves both.
 */
export function prometheusConfiguration(plan: ScrapePlan): string {
  const { namespace, services, host, metricsPort, port } = plan;
  const jobs = [...new Set(services.map(({ labels }) => labels.app))];
  return stringify({
    global: { scrape_interval: INTERVAL, scrape_timeout: INTERVAL, evaluation_interval: INTERVAL },
    rule_files: [RULES_FILE],
    scrape_configs: [
      ...jobs.map((job) => ({
        job_name: job,
        static_configs: services
          .filter(({ labels }) => labels.app === job)
          .map((service) => ({
            targets: [address(service.host, service.port)],
            labels: { namespace, service: job, pod: service.name, container: job, endpoint: 'http' },
          })),
      })),
      {
        job_name: GATEWAY,
        static_configs: [
          {
            targets: [address(host, metricsPort)],
            labels: { namespace: 'istio-system', pod: GATEWAY, container: 'istio-proxy' },
          },
        ],
      },
      { job_name: 'prometheus', static_configs: [{ targets: [address(host, port)] }] },
    ],
  });
}

/** The file of the rules, beside the configuration. */
export const RULES_FILE = 'rules.yml';

/** Host and port, as Prometheus writes them; IPv6 in brackets. */
export function address(host: string, port: number): string {
  const reachable = reachableHost(host);
  return `${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
