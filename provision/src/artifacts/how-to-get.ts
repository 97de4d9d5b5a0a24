import { cachedPath } from './cache.ts';
import type { ArtifactSettings } from './settings.ts';
import type { KnownArtifact } from './store.ts';

/** What a user without a network can do about files that are missing: a line for each, and one for all. */
export function howToGet(
  missing: readonly KnownArtifact[],
  { cacheFolder, lockFile }: Pick<ArtifactSettings, 'cacheFolder' | 'lockFile'>,
): readonly string[] {
  if (missing.length === 0) return [];
  const lines = missing.map(({ artifact: { url, file }, entry }) =>
    entry
      ? `  ${url}\n    belongs at ${cachedPath(cacheFolder, entry.sha256, file)}`
      : `  ${url}\n    has no entry in the lock yet`,
  );
  const isLockIncomplete = missing.some(({ entry }) => entry === undefined);
  return [
    ...lines,
    isLockIncomplete
      ? `To get them without a network here: run \`lab fetch\` where there is one, and bring ${lockFile} and ${cacheFolder} along.`
      : 'To get them without a network here: fetch these URLs elsewhere, and put each file at its place.',
  ];
}
