import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { vi } from 'vitest';

import { createClusters } from '../../../cluster/clusters.ts';
import { artifactStoreIn } from '../../../artifacts/testing/artifact-store.ts';
import { imageSettingsIn } from '../../../images/testing/image-settings.ts';
import { createKnownHosts } from '../../../transport/known-hosts.ts';
import { openConnection } from '../../../transport/open-connection.ts';
import { systemClock } from '../../clock.ts';
import { createFactStore } from '../fact-store.ts';
import type { World } from '../world.ts';

/** A world whose machine is this one, in a folder of its own that is the home folder there. */
export interface TestWorld extends AsyncDisposable {
  readonly folder: string;
  readonly world: World;
  /** What the world was told that it waits for. */
  readonly waited: readonly string[];
}

/** One at a time in a test file: the shells of this machine take their home folder from the process. */
export async function testWorld(changes: Partial<World> = {}): Promise<TestWorld> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'interpret-')));
  vi.stubEnv('HOME', folder);
  vi.stubEnv('TMPDIR', folder);
  const connection = openConnection(
    { name: 'here', address: { kind: 'local' }, machineId: undefined, groups: [] },
    {
      knownHosts: createKnownHosts({ file: join(folder, 'known_hosts'), onNote: () => undefined }),
      environment: {},
    },
  );
  const waited: string[] = [];
  const world: World = {
    module: 'test',
    connection,
    identity: { becomeUser: undefined, becomePassword: undefined },
    environment: {},
    facts: createFactStore(),
    isCheck: false,
    signal: new AbortController().signal,
    clock: systemClock,
    clusters: createClusters({ kubeconfig: join(folder, 'kubeconfig') }),
    local: { search: [folder], cache: join(folder, 'cache') },
    artifacts: artifactStoreIn(folder),
    images: imageSettingsIn(folder),
    onProgress: () => undefined,
    onWaiting: (reason) => void waited.push(reason),
    ...changes,
  };
  return {
    folder,
    world,
    waited,
    [Symbol.asyncDispose]: async () => {
      await connection[Symbol.asyncDispose]();
      vi.unstubAllEnvs();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
