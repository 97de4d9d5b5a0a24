import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

import { copiedPaths } from './copied-paths.ts';
import { readIgnored } from './ignored.ts';
import type { Ignored } from './ignored.ts';

/** A file that goes into an image. */
export interface ContextFile {
  /** Below the context, with `/`. */
  readonly path: string;
  /** What of it a Dockerfile can see: whether its owner may run it, and its content or what it points to. */
  readonly digest: string;
}

/**
 * The files that a Dockerfile's COPY and the .dockerignore let into the image, by path, and the Dockerfile itself.
 * Reads them all, at once: some megabytes. @throws what the file system says of one that cannot be read
 */
export function contextFiles(context: string, dockerfile: string): readonly ContextFile[] {
  const text = readFileSync(join(context, dockerfile), 'utf8');
  const ignoreFile = join(context, '.dockerignore');
  const ignored = readIgnored(existsSync(ignoreFile) ? readFileSync(ignoreFile, 'utf8') : '');
  const paths = new Set(copiedPaths(text).flatMap((path) => filesBelow(context, path, ignored)));
  const copied = [...paths].sort().map((path) => ({ path, digest: digestOf(join(context, path)) }));
  // Not by its path: whether the context holds it as well is another matter.
  return [{ path: dockerfile, digest: sha256(text) }, ...copied.filter(({ path }) => path !== dockerfile)];
}

function filesBelow(context: string, path: string, ignored: Ignored): readonly string[] {
  if (path !== '.' && ignored.hasAllOf(path)) return [];
  if (!lstatSync(join(context, path)).isDirectory()) return ignored.has(path) ? [] : [path];
  return readdirSync(join(context, path)).flatMap((name) =>
    filesBelow(context, path === '.' ? name : `${path}/${name}`, ignored),
  );
}

function digestOf(path: string): string {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return `link ${sha256(readlinkSync(path))}`;
  const isProgram = (found.mode & 0o100) !== 0;
  return `${isProgram ? 'program' : 'file'} ${sha256(readFileSync(path))}`;
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
