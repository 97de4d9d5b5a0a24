import { resolve } from 'node:path';

import { ArtifactStore } from '../artifacts/store.ts';
import type { Lab } from '../lab/schema.ts';
import { systemClock } from '../run/clock.ts';
import type { CommandContext } from './command.ts';

/** The artifacts of a lab, where its lab.yml has lock and cache: relative paths are below the folder of lab.yml. */
export function artifactStoreOf(
  { root, environment }: Pick<CommandContext, 'root' | 'environment'>,
  { artifacts, provision }: Pick<Lab, 'artifacts' | 'provision'>,
): ArtifactStore {
  return new ArtifactStore({
    artifacts,
    lockFile: resolve(root, provision.lock),
    cacheFolder: resolve(root, provision.cache_folder),
    environment,
    clock: systemClock,
  });
}
