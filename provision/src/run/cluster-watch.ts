import type { Clusters } from '../cluster/clusters.ts';
import type { Limits } from '../cluster/send-again.ts';

/** Clusters as one task sees them: something is done once before it changes one, and it is known whether it asked one. */
export function watchClusters(
  clusters: Clusters,
  beforeChange: () => Promise<void>,
): { readonly clusters: Clusters; readonly isAsked: () => boolean } {
  let isAsked = false;
  let ready: Promise<void> | undefined;
  let said: string | undefined;
  /** Of many requests side by side each would say the same. */
  const saidOnce = (limits: Limits): Limits => ({
    ...limits,
    onWaiting: (reason) => {
      if (reason !== said) limits.onWaiting(reason);
      said = reason;
    },
  });
  return {
    clusters: {
      ...clusters,
      read: (access, read, limits) => {
        isAsked = true;
        return clusters.read(access, read, saidOnce(limits));
      },
      change: async (access, change, limits) => {
        await (ready ??= beforeChange());
        return clusters.change(access, change, saidOnce(limits));
      },
    },
    isAsked: () => isAsked,
  };
}
