import { join } from 'node:path';

import type { Artifacts } from '../../lab/artifacts-schema.ts';
import { systemClock } from '../../run/clock.ts';
import { ArtifactStore } from '../store.ts';

/** Artifacts of a test, with lock and cache in a folder of its own, reached without a proxy. */
export function artifactStoreIn(folder: string, artifacts: Artifacts = {}): ArtifactStore {
  return new ArtifactStore({
    artifacts,
    lockFile: join(folder, 'lab.lock.yml'),
    cacheFolder: join(folder, 'cache'),
    environment: {},
    clock: systemClock,
  });
}
