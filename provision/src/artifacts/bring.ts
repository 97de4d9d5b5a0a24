import { chmod, mkdir, rename } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { FileError } from '../errors.ts';
import { pause } from '../run/clock.ts';
import { askPublisher } from './ask-publisher.ts';
import { cachedPath, partialPath, sha256OfFile, sightOf } from './cache.ts';
import { claimFile } from './claim.ts';
import { download, dropPartial } from './download.ts';
import type { Downloaded } from './download.ts';
import { addToLock } from './lock-file.ts';
import type { LockEntry } from './lock-file.ts';
import type { Artifact } from './resolve.ts';
import type { ArtifactSettings } from './settings.ts';
import type { Watch } from './watch.ts';

/** A file that came from its publisher and adds up, or why it is not to be had. */
export type Brought =
  | { readonly kind: 'brought'; readonly path: string; readonly entry: LockEntry }
  | { readonly kind: 'refused'; readonly reason: string };

/** What a file must add up to, and who says so. */
interface Expected {
  readonly sha256: string;
  readonly says: string;
  /** There where the lock has none yet. */
  readonly published: string | undefined;
}

/**
 * Fetches an artifact into the cache; the first time, its publisher is asked for the SHA-256, which goes into the lock. Nothing
 * gets its place in the cache before it was checked. Whoever calls holds the claim on the partial file.
 * @throws {FileError} for a folder that cannot be written @throws the signal's reason when that aborts
 */
export async function bringArtifact(
  artifact: Artifact,
  entry: LockEntry | undefined,
  { settings, watch }: { readonly settings: ArtifactSettings; readonly watch: Watch },
): Promise<Brought> {
  const world = { settings, watch };
  const expected = entry ? locked(entry) : await published(artifact, world);
  if ('reason' in expected) return { kind: 'refused', reason: expected.reason };
  const partial = partialPath(settings.cacheFolder, artifact.url);
  await makeFolder(dirname(partial));
  for (;;) {
    const downloaded = await downloadFor(artifact, partial, world);
    if (downloaded.kind === 'refused')
      return { kind: 'refused', reason: `${artifact.url}: ${downloaded.reason}` };
    const sha256 = await sha256OfFile(partial, watch.signal);
    if (sha256 === expected.sha256) return keep(artifact, { partial, expected }, world);
    await dropPartial(partial);
    // What was left of an earlier try may be what is wrong; what came in one piece is not asked for again.
    if (downloaded.isResumed) continue;
    const reason = `${artifact.url} gave a file with the SHA-256 ${sha256}, and not ${expected.sha256}, as ${expected.says}`;
    return { kind: 'refused', reason };
  }
}

interface Surroundings {
  readonly settings: ArtifactSettings;
  readonly watch: Watch;
}

function locked({ sha256, published: source }: LockEntry): Expected {
  return { sha256, says: `the lock says (published at ${source})`, published: undefined };
}

async function published(
  artifact: Artifact,
  { settings: { environment, lockFile }, watch: { signal } }: Surroundings,
): Promise<Expected | { readonly reason: string }> {
  const said = await askPublisher(artifact, { environment, signal });
  if (said.kind === 'silent') {
    const reason = `${artifact.url} has no entry in ${lockFile}, and its publisher cannot be asked: ${said.reason}`;
    return { reason };
  }
  return { sha256: said.sha256, says: `${said.url} says`, published: said.url };
}

function downloadFor(
  { url, file }: Artifact,
  partial: string,
  { settings: { environment, clock }, watch }: Surroundings,
): Promise<Downloaded> {
  const { signal, onProgress, onWaiting } = watch;
  return download(url, partial, {
    environment,
    signal,
    onProgress: (doneBytes, totalBytes) => onProgress({ what: file, doneBytes, totalBytes }),
    pause: async (tries) => {
      onWaiting(`the transfer of ${file} was cut, it goes on where it ended`);
      await pause(RETRY_AFTER_MS * 2 ** tries, { clock, signal });
    },
  });
}

const RETRY_AFTER_MS = 500;

async function keep(
  { url, file }: Artifact,
  { partial, expected }: { readonly partial: string; readonly expected: Expected },
  { settings: { cacheFolder, lockFile, clock }, watch }: Surroundings,
): Promise<Brought> {
  const path = cachedPath(cacheFolder, expected.sha256, file);
  const { sizeBytes = 0 } = (await sightOf(partial)) ?? {};
  const entry = { sha256: expected.sha256, size: sizeBytes, published: expected.published ?? '' };
  await makeFolder(dirname(path));
  await chmod(partial, 0o644);
  await rename(partial, path);
  await dropPartial(partial);
  if (expected.published !== undefined) {
    await using _ = await claimFile(resolve(lockFile), {
      clock,
      signal: watch.signal,
      onWaiting: () => watch.onWaiting(`another process writes ${lockFile}`),
    });
    await addToLock(lockFile, url, entry);
  }
  return { kind: 'brought', path, entry };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new FileError(folder, `${folder} cannot be made: ${(cause as Error).message}`, { cause });
  }
}
