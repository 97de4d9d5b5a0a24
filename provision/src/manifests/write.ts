import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { FileError } from '../errors.ts';
import { readIfThere } from '../files/read-if-there.ts';
import { replaceFile } from '../files/replace-file.ts';

/** What `lab render` wrote into a folder last time: the digest of each file, so that an edited one is told apart. */
// Not *.json: `kubectl apply -R -f DIR` would take it for a manifest.
const INDEX = '.lab-render';
const Index = z.strictObject({ files: z.record(z.string(), z.string()) });

/** A file to write: its path below the folder, and its text. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** What became of each file; nothing was written where `edited` is not empty. */
export interface WriteReport {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  /** Files of somebody else, or changed by somebody else, that stand in the way. */
  readonly edited: readonly string[];
}

/**
 * Makes a folder hold exactly these files of ours. Each file is replaced in one step. Files that we wrote earlier and
 * that are no longer wanted go; files that somebody edited stay, unless `isForced`.
 *
 * @throws {FileError} when the folder cannot be written
 */
export async function writeFiles(
  directory: string,
  files: readonly OutputFile[],
  { isForced }: { readonly isForced: boolean },
): Promise<WriteReport> {
  const previous = await readIndex(directory);
  const wanted = new Map(files.map(({ path, text }) => [path, text]));
  const written: string[] = [];
  const unchanged: string[] = [];
  const removed: string[] = [];
  const edited: string[] = [];
  for (const path of new Set([...wanted.keys(), ...Object.keys(previous)])) {
    const present = await readIfThere(join(directory, path));
    const text = wanted.get(path);
    if (present !== undefined && present === text) unchanged.push(path);
    else if (present !== undefined && digest(present) !== previous[path] && !isForced) edited.push(path);
    else if (text !== undefined) written.push(path);
    else if (present !== undefined) removed.push(path);
  }
  if (edited.length > 0) return { written: [], unchanged, removed: [], edited };
  for (const path of written) await replaceFile(join(directory, path), wanted.get(path) ?? '');
  for (const path of removed) await rm(join(directory, path));
  const index = { files: Object.fromEntries(files.map(({ path, text }) => [path, digest(text)])) };
  await replaceFile(join(directory, INDEX), `${JSON.stringify(index, undefined, 2)}\n`);
  return { written, unchanged, removed, edited };
}

async function readIndex(directory: string): Promise<Readonly<Record<string, string>>> {
  const text = await readIfThere(join(directory, INDEX));
  if (text === undefined) return {};
  try {
    return Index.parse(JSON.parse(text)).files;
  } catch (cause) {
    const path = join(directory, INDEX);
    throw new FileError(path, `${path} is not what lab render wrote`, {
      cause,
      hint: 'delete it, and render with --force',
    });
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
