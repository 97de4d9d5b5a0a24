import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { readIfThere } from '../files/read-if-there.ts';
import { replaceFile } from '../files/replace-file.ts';
import { sightOf } from './cache.ts';

/** Below this size a file is read faster than anything is worth remembering of it. */
const LARGE_BYTES = 8 * 2 ** 20;

/** Of a file of this computer, in hex. */
const Digests = z.strictObject({ sha256: z.string(), sha1: z.string() });
export type Digests = z.infer<typeof Digests>;

const Remembered = z.strictObject({ sight: z.string(), digests: Digests });

/**
 * Digests of this computer's files. Those of large ones are remembered in the cache with size, time of the last change and inode:
 * the archive of an image is not read again in every run, nor once for each machine.
 */
export class LocalDigests {
  readonly #folder: string;
  readonly #underWay = new Map<string, Promise<Digests>>();

  constructor(cacheFolder: string) {
    this.#folder = join(cacheFolder, 'digests');
  }

  /** @throws {Error} of Node for a file that cannot be read */
  async of(path: string): Promise<Digests> {
    const seen = await sightOf(path);
    if (seen === undefined || seen.sizeBytes < LARGE_BYTES) return digestsOf(path);
    const key = `${path} ${seen.sight}`;
    const digesting = this.#underWay.get(key) ?? this.#recall(path, seen.sight);
    this.#underWay.set(key, digesting);
    try {
      return await digesting;
    } finally {
      this.#underWay.delete(key);
    }
  }

  async #recall(path: string, sight: string): Promise<Digests> {
    const file = join(this.#folder, createHash('sha256').update(path).digest('hex'));
    const remembered = Remembered.safeParse(parseJson((await readIfThere(file)) ?? ''));
    if (remembered.success && remembered.data.sight === sight) return remembered.data.digests;
    const digests = await digestsOf(path);
    await replaceFile(file, JSON.stringify({ sight, digests }));
    return digests;
  }
}

/** Read in pieces, whatever the size. @throws {Error} of Node for a file that cannot be read */
export async function digestsOf(path: string): Promise<Digests> {
  const [sha256, sha1] = [createHash('sha256'), createHash('sha1')];
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 }) as AsyncIterable<Buffer>) {
    sha256.update(chunk);
    sha1.update(chunk);
  }
  return { sha256: sha256.digest('hex'), sha1: sha1.digest('hex') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
