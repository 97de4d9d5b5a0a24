import { LAB } from '../platform/lab.ts';

export { LAB };

/** A cluster, and helm on its controller. What is there already is kept. */
export async function clusterWithHelm(): Promise<void> {
  await LAB.up();
  await LAB.provisioned('playbooks/base.yml', 'playbooks/cluster.yml', 'playbooks/helm.yml');
}
