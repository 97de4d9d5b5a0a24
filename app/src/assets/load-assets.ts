import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

import { stripTypes } from './strip-types.ts';

/** A file as it is served. */
export type Asset = {
  readonly contentType: string;
  readonly body: Buffer;
  /** Strong, quoted, from the content. */
  readonly etag: string;
};

/** All files of the page. */
export type Assets = {
  /** By path below the asset folder, with `/`: `main.js`, `view/element.js`. */
  readonly files: ReadonlyMap<string, Asset>;
  /** Changes when any file does; part of the files' addresses, so that browsers may keep them for good. */
  readonly digest: string;
};

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript; charset=utf-8',
};

/** Reads and prepares everything a browser needs beside the HTML; TypeScript becomes JavaScript here, once. */
export async function loadAssets(directory: string): Promise<Assets> {
  const files = new Map<string, Asset>();
  for (const path of await assetPaths(directory)) {
    const contentType = CONTENT_TYPES[extname(path)];
    if (contentType === undefined) continue;
    const name = relative(directory, path).split(sep).join('/');
    const content = await readFile(path);
    const isScript = extname(path) === '.ts';
    const body = isScript ? Buffer.from(stripTypes(content.toString('utf8'))) : content;
    files.set(isScript ? name.replace(/\.ts$/, '.js') : name, {
      contentType,
      body,
      etag: `"${digestOf([body])}"`,
    });
  }
  const digest = digestOf([...files].flatMap(([name, asset]) => [Buffer.from(`${name}\0`), asset.body]));
  return { files, digest };
}

async function assetPaths(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** A short name for some content. */
export function digestOf(parts: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64url').slice(0, 16);
}
