import type { Program } from './checks/pods.ts';

/** The label by which charts say whose a pod is. */
const NAME = 'app.kubernetes.io/name';

/** The programs of the platform: where their charts put them, and how they mark their pods. */
export const PROGRAMS = {
  prometheus: {
    title: 'Prometheus',
    namespace: 'monitoring',
    labels: { [NAME]: 'prometheus' },
    playbook: 'playbooks/monitoring.yml',
  },
  grafana: {
    title: 'Grafana',
    namespace: 'monitoring',
    labels: { [NAME]: 'grafana' },
    playbook: 'playbooks/monitoring.yml',
  },
  kiali: {
    title: 'Kiali',
    namespace: 'istio-system',
    labels: { [NAME]: 'kiali' },
    playbook: 'playbooks/kiali.yml',
  },
  jaeger: {
    title: 'Jaeger',
    namespace: 'monitoring',
    labels: { [NAME]: 'jaeger' },
    playbook: 'playbooks/kiali.yml',
  },
  headlamp: {
    title: 'Headlamp',
    namespace: 'headlamp',
    labels: { [NAME]: 'headlamp' },
    playbook: 'playbooks/dashboard.yml',
  },
} as const satisfies Readonly<Record<string, Program>>;
