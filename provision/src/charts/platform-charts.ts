/** A chart of the platform. */
export interface PlatformChart {
  /** The short name of its artifact. */
  readonly name: string;
  /** Its group in lab.yml's `artifacts`, which pins it. */
  readonly group: string;
  /** Where lab.yml takes values of the user's for it. */
  readonly values: readonly string[];
  /** Its version, where the file Chart.yaml of its sources does not say it: their release fills it in. */
  readonly release?: string;
}

/** All charts that the platform is made of. */
export const PLATFORM_CHARTS: readonly PlatformChart[] = [
  {
    name: 'kube-prometheus-stack',
    group: 'kube_prometheus_stack',
    values: ['platform', 'prometheus', 'values'],
  },
  {
    name: 'istio-base',
    group: 'istio',
    values: ['platform', 'istio', 'base', 'values'],
    release: '1.30.3',
  },
  { name: 'istio-cni', group: 'istio', values: ['platform', 'istio', 'cni', 'values'], release: '1.30.3' },
  { name: 'istiod', group: 'istio', values: ['platform', 'istio', 'istiod', 'values'], release: '1.30.3' },
  {
    name: 'istio-gateway',
    group: 'istio',
    values: ['platform', 'istio', 'gateway', 'values'],
    release: '1.30.3',
  },
  { name: 'kiali-server', group: 'kiali', values: ['platform', 'kiali', 'values'], release: '2.29.0' },
  { name: 'jaeger', group: 'jaeger', values: ['platform', 'jaeger', 'values'] },
  { name: 'headlamp', group: 'headlamp', values: ['platform', 'headlamp', 'values'] },
];
