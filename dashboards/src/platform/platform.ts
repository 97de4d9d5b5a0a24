import type { DashboardSpec } from '../dashboard.ts';
import { manyOf, releaseVariable } from '../variables.ts';
import { machines } from './machines.ts';
import { mesh } from './mesh.ts';
import { pods } from './pods.ts';
import { presence } from './presence.ts';
import { processes } from './processes.ts';
import { prometheus } from './prometheus.ts';

/** What the app stands on: targets, alerts, processes, pods, machines, mesh, and Prometheus itself. */
export function platform(): DashboardSpec {
  return {
    name: 'platform',
    title: 'Platform',
    description:
      'What the app stands on: what Prometheus reaches, which alerts fire, the processes, pods and machines, the mesh, and Prometheus itself. Each section says which exporter it needs.',
    variables: [
      manyOf({
        name: 'namespace',
        label: 'Namespace',
        description: 'Whose pods are shown.',
        query: 'label_values(up, namespace)',
      }),
      releaseVariable(),
    ],
    sections: [presence(), processes(), pods(), machines(), mesh(), prometheus()],
  };
}
