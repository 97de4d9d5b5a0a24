import { join } from 'node:path';

/** The way to the lab's cluster for kubectl and everything like it. The last play of cluster.yml writes it. */
export function kubeconfigFile(stateFolder: string): string {
  return join(stateFolder, 'kubeconfig');
}
