import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';

import { z } from 'zod';

import { IMAGES } from './names.ts';
import type { ImageName } from './names.ts';
import type { ImageReference } from './reference.ts';

/** Beside an archive: what it holds. Written last, so that an archive without it is none. */
const Note = z.strictObject({
  reference: z.string(),
  /** `sha256:…` of the image's configuration, as builders name an image. */
  id: z.string(),
  sizeBytes: z.number(),
});
export type Note = z.infer<typeof Note>;

/** Where the archive of an image is kept: `<folder>/app-3f9c0d2ab871.tar.zst`. */
export function archivePath(folder: string, name: ImageName, { hash }: Pick<ImageReference, 'hash'>): string {
  return join(folder, `${IMAGES[name].workspace}-${hash}.tar.zst`);
}

/** What an archive holds; undefined where it is not there whole, or holds another name. */
export async function readNote(archive: string, reference: string): Promise<Note | undefined> {
  try {
    const note = Note.parse(JSON.parse(await readFile(notePath(archive), 'utf8')));
    const { size } = await stat(archive);
    return note.reference === reference && note.sizeBytes === size ? note : undefined;
  } catch (error) {
    const isUnusable = error instanceof z.ZodError || error instanceof SyntaxError;
    if (isUnusable || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Large pieces: the archive has hundreds of MB. */
const CHUNK_BYTES = 2 ** 20;

/** What a builder came to: the image's id, or why there is none. */
export type Built = { readonly id: string; readonly isBuilt: boolean } | { readonly failure: string };

/**
 * Has `fill` write an archive (a tar), compresses it, and puts it into its place in one step. Older archives of the same
 * image are removed: an image can be built again, and a lab needs one of each.
 */
export async function keepArchive(
  archive: string,
  reference: string,
  fill: (temporary: string) => Promise<Built>,
): Promise<Built & { readonly sizeBytes: number }> {
  const temporary = `${archive}.${process.pid}.part`;
  const compressed = `${temporary}.zst`;
  await mkdir(dirname(archive), { recursive: true });
  try {
    const built = await fill(temporary);
    if ('failure' in built) return { ...built, sizeBytes: 0 };
    await compress(temporary, compressed);
    const note: Note = { reference, id: built.id, sizeBytes: (await stat(compressed)).size };
    await rm(notePath(archive), { force: true });
    await rename(compressed, archive);
    await writeFile(notePath(archive), `${JSON.stringify(note)}\n`);
    await removeOlder(archive);
    return { ...built, sizeBytes: note.sizeBytes };
  } finally {
    await Promise.all([temporary, compressed].map((file) => rm(file, { force: true })));
  }
}

/** A third of the size, at 200 MB a second: it is sent to every machine. containerd reads it as it is. */
async function compress(from: string, to: string): Promise<void> {
  const level = { [constants.ZSTD_c_compressionLevel]: 1 };
  await pipeline(
    createReadStream(from, { highWaterMark: CHUNK_BYTES }),
    createZstdCompress({ chunkSize: CHUNK_BYTES, params: level }),
    createWriteStream(to),
  );
}

async function removeOlder(archive: string): Promise<void> {
  const folder = dirname(archive);
  const own = basename(archive);
  const imageOf = (file: string) => /^(.+)-[\da-f]{12}\.tar\b/.exec(file)?.[1];
  const files = await readdir(folder);
  const older = files.filter((file) => imageOf(file) === imageOf(own) && !file.startsWith(own));
  await Promise.all(older.map((file) => rm(join(folder, file), { force: true })));
}

function notePath(archive: string): string {
  return `${archive}.json`;
}
