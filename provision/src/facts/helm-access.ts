/** Which cluster helm talks to, as whom, seen from the machine. */
export interface HelmAccess {
  /** A path on the machine; undefined: what helm itself takes (KUBECONFIG, ~/.kube/config). */
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
}

/** A release, and the cluster that it is in. */
export interface ReleaseRef extends HelmAccess {
  readonly name: string;
  readonly namespace: string;
}

/** helm's words for the namespace and cluster of a release. */
export function helmWords({ namespace, kubeconfig, context }: Omit<ReleaseRef, 'name'>): readonly string[] {
  return [
    '--namespace',
    namespace,
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
    ...(context === undefined ? [] : ['--kube-context', context]),
  ];
}

/** kubectl's words for the same. */
export function kubectlWords({
  namespace,
  kubeconfig,
  context,
}: Omit<ReleaseRef, 'name'>): readonly string[] {
  return [
    '--namespace',
    namespace,
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
    ...(context === undefined ? [] : ['--context', context]),
  ];
}
