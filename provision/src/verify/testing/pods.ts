import type { V1Pod } from '@kubernetes/client-node';

/** A pod that is well. */
export function podOf(
  namespace: string,
  name: string,
  labels: Readonly<Record<string, string>>,
  containers: readonly string[] = ['main'],
): V1Pod {
  return {
    metadata: { namespace, name, labels },
    spec: { containers: containers.map((each) => ({ name: each })) },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

/** The same one whose container waits. */
export function waitingPod({ metadata, spec }: V1Pod, reason: string, message: string): V1Pod {
  const waiting = { name: 'main', image: 'x', imageID: '', ready: false, restartCount: 0 };
  return {
    ...(metadata && { metadata }),
    ...(spec && { spec }),
    status: {
      phase: 'Pending',
      containerStatuses: [{ ...waiting, state: { waiting: { reason, message } } }],
    },
  };
}
