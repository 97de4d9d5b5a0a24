import { Text } from '../argument.ts';

/** The arguments that say which cluster is meant. */
export const accessArguments = {
  kubeconfig: Text.optional().describe(
    'A kubeconfig on the machine, e.g. `/etc/rancher/k3s/k3s.yaml`. Without it what helm itself takes: KUBECONFIG, then ~/.kube/config.',
  ),
  context: Text.optional().describe('One of its contexts; without it the current one.'),
};
