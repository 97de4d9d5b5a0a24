import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

import type { ClusterAccess, ClusterAnswer, ClusterChange, ClusterRead } from '../modules/cluster.ts';
import type { Api } from './api.ts';
import type { Limits } from './send-again.ts';

/** The clusters that a run talks to, from the user's machine. Nothing is read or connected before it is needed. */
export interface Clusters extends Disposable {
  /** @throws {ClusterError} where the API cannot be asked at all, and the signal's reason */
  readonly read: (access: ClusterAccess, read: ClusterRead, limits: Limits) => Promise<ClusterAnswer>;
  /** @throws as `read` does */
  readonly change: (access: ClusterAccess, change: ClusterChange, limits: Limits) => Promise<ClusterAnswer>;
}

/** Clusters of which `kubeconfig` is the one that is meant where nobody names another. */
export function createClusters({ kubeconfig }: { readonly kubeconfig: string }): Clusters {
  const apis = new Map<string, Promise<Api>>();
  const open = async (access: ClusterAccess): Promise<Api> => {
    const file = pathOf(access.kubeconfig ?? kubeconfig);
    // A play may have written it anew meanwhile.
    const version = await stat(file).then(
      ({ mtimeMs, ino }) => [mtimeMs, ino],
      () => [],
    );
    const key = JSON.stringify([file, version, access.context ?? null]);
    const known = apis.get(key);
    if (known !== undefined) return known;
    const opened = openThrough({ ...access, kubeconfig: file });
    apis.set(key, opened);
    opened.catch(() => apis.delete(key));
    return opened;
  };
  return {
    read: async (access, read, limits) => {
      const { readFrom } = await import('./read.ts');
      return readFrom(await open(access), read, limits);
    },
    change: async (access, change, limits) => {
      const { changeThrough } = await import('./change.ts');
      return changeThrough(await open(access), change, { ...limits, isDryRun: false });
    },
    [Symbol.dispose]: () => {
      for (const opened of apis.values())
        void opened.then(
          ({ endpoint }) => endpoint.close(),
          () => undefined,
        );
    },
  };
}

/** Most runs talk to no cluster, and need not load what it takes. */
async function openThrough(access: ClusterAccess & { readonly kubeconfig: string }): Promise<Api> {
  const [{ loadKubeconfig }, { openApi }] = await Promise.all([
    import('./load-kubeconfig.ts'),
    import('./api.ts'),
  ]);
  return openApi(await loadKubeconfig(access));
}

function pathOf(path: string): string {
  return path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : resolve(path);
}
