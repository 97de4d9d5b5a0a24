import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Where a file of that SHA-256 lies in the cache. */
export function cachedPath(cacheFolder: string, sha256: string, file: string): string {
  return join(cacheFolder, sha256, file);
}

/** Where a download under way lies. */
export function partialPath(cacheFolder: string, url: string): string {
  return join(cacheFolder, 'partial', createHash('sha256').update(url).digest('hex'));
}

/** What tells that a file of this computer is still the one that was read. */
export interface FileSight {
  readonly sizeBytes: number;
  readonly sight: string;
}

/** undefined: there is no such file. */
export async function sightOf(path: string): Promise<FileSight | undefined> {
  try {
    const { size, mtimeNs, ino } = await stat(path, { bigint: true });
    return { sizeBytes: Number(size), sight: `${size} ${mtimeNs} ${ino}` };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** The SHA-256 of a file of this computer, in hex, read in pieces. */
export async function sha256OfFile(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash, { signal });
  return hash.digest('hex');
}
