import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';

/** Why a pod is not as it should be. */
export interface PodTrouble {
  /** One sentence without a full stop, e.g. `app waits: ErrImagePull: … not found`. */
  readonly text: string;
  /** The container whose log may say more; undefined where none has run. */
  readonly container: string | undefined;
}

/** A pod as the API gives it; undefined for one that is well, has done its work, or is about to go. */
export function podTrouble({ metadata, status }: Pick<V1Pod, 'metadata' | 'status'>): PodTrouble | undefined {
  if (status?.phase === 'Succeeded' || metadata?.deletionTimestamp !== undefined) return undefined;
  const containers = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  for (const container of containers) {
    const text = containerTrouble(container);
    if (text !== undefined) return { text, container: hasRun(container) ? container.name : undefined };
  }
  if (status?.phase === 'Failed') {
    return {
      text: `${status.reason ?? 'it failed'}: ${status.message ?? 'no message'}`,
      container: undefined,
    };
  }
  const conditions = status?.conditions ?? [];
  const unscheduled = conditions.find(
    ({ type, status: state }) => type === 'PodScheduled' && state === 'False',
  );
  if (unscheduled) {
    return {
      text: `no node takes it: ${unscheduled.message ?? unscheduled.reason ?? '?'}`,
      container: undefined,
    };
  }
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (ready?.status === 'True') return undefined;
  const unready = containers.find((container) => container.state?.running && !container.ready);
  return {
    text: unready ? `${unready.name} runs, but is not ready` : (ready?.message ?? 'it is not ready yet'),
    container: unready?.name,
  };
}

function containerTrouble({ name, state, lastState, restartCount }: V1ContainerStatus): string | undefined {
  const { waiting, terminated } = state ?? {};
  if (waiting) {
    // On its way, unless it says more: the pod's conditions tell the rest.
    if (waiting.reason === 'ContainerCreating' || waiting.reason === 'PodInitializing') return undefined;
    const before = lastState?.terminated;
    const ended = before
      ? `; it ended with exit code ${before.exitCode}, ${restartCount} times restarted`
      : '';
    return `${name} waits: ${[waiting.reason, waiting.message].filter(Boolean).join(': ')}${ended}`;
  }
  if (!terminated || terminated.exitCode === 0) return undefined;
  return `${name} ended with exit code ${terminated.exitCode}: ${terminated.message ?? terminated.reason ?? 'no reason given'}`;
}

function hasRun({ state, lastState }: V1ContainerStatus): boolean {
  return [state, lastState].some((each) => each?.running !== undefined || each?.terminated !== undefined);
}
