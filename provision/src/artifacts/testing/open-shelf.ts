import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Artifacts } from '../../lab/artifacts-schema.ts';
import { hastyClock } from '../../run/interpret/testing/hasty-clock.ts';
import { resolveArtifacts } from '../resolve.ts';
import type { Artifact } from '../resolve.ts';
import type { ArtifactSettings } from '../settings.ts';
import { ArtifactStore } from '../store.ts';
import type { Fetched } from '../store.ts';
import { startPublisher } from './publisher.ts';
import type { Publisher } from './publisher.ts';

/** A lab with one artifact, `tool` 1.0, at a publisher of this test; lock and cache in a folder of its own. */
export interface Shelf extends AsyncDisposable {
  readonly folder: string;
  readonly publisher: Publisher;
  readonly artifact: Artifact;
  readonly settings: ArtifactSettings;
  /** A store that knows nothing of what others fetched: another run. */
  readonly newStore: () => ArtifactStore;
  /** Fetches in a run of its own. */
  readonly fetch: () => Promise<Fetched>;
  /** What it was told while it fetched. */
  readonly waited: readonly string[];
  readonly progress: readonly number[];
}

export async function openShelf(
  changes: Partial<Artifacts[string]> = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<Shelf> {
  const folder = await mkdtemp(join(tmpdir(), 'artifacts-'));
  const publisher = await startPublisher();
  const artifacts: Artifacts = {
    tools: {
      version: '1.0',
      url: `${publisher.url}/v{version}/{arch}/{file}`,
      checksum_url: '{url}.sha256',
      files: { tool: 'tool' },
      ...changes,
    },
  };
  const settings: ArtifactSettings = {
    artifacts,
    lockFile: join(folder, 'lab.lock.yml'),
    cacheFolder: join(folder, 'cache'),
    environment,
    clock: hastyClock(),
  };
  const [artifact] = resolveArtifacts(artifacts, 'amd64');
  if (!artifact) throw new Error('there is no artifact');
  const waited: string[] = [];
  const progress: number[] = [];
  const newStore = () => new ArtifactStore(settings);
  return {
    folder,
    publisher,
    artifact,
    settings,
    newStore,
    waited,
    progress,
    fetch: () =>
      newStore().fetch(artifact, {
        signal: new AbortController().signal,
        onProgress: ({ doneBytes }) => {
          progress.push(doneBytes);
          publisher.heard(doneBytes);
        },
        onWaiting: (reason) => waited.push(reason),
      }),
    [Symbol.asyncDispose]: async () => {
      await publisher[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
