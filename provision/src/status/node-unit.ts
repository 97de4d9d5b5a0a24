import type { V1Node } from '@kubernetes/client-node';

/** The unit of systemd that makes a machine this node, and in whose journal it is said what is wrong. */
export function unitOf({ metadata, status }: V1Node): string {
  // k3s adds its own build to the version of Kubernetes.
  if (!/\+k3s/.test(status?.nodeInfo?.kubeletVersion ?? '')) return 'kubelet';
  const isControlPlane = metadata?.labels?.['node-role.kubernetes.io/control-plane'] !== undefined;
  return isControlPlane ? 'k3s' : 'k3s-agent';
}
