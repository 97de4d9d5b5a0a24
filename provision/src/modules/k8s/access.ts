import { Text } from '../argument.ts';
import type { ClusterAccess } from '../cluster.ts';

/** The arguments that say which cluster is meant. */
export const accessArguments = {
  kubeconfig: Text.optional().describe(
    'A kubeconfig on the user’s machine; a path that is not absolute begins where `lab` was started. Without it the one that playbooks/cluster.yml wrote: `kubeconfig` in `provision.state_folder`.',
  ),
  context: Text.optional().describe('One of its contexts; without it the current one.'),
};

/** Which cluster a task means. */
export function accessOf({ kubeconfig, context }: ClusterAccess): ClusterAccess {
  return { ...(kubeconfig !== undefined && { kubeconfig }), ...(context !== undefined && { context }) };
}
