import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { CacheUrlAction, UrlOutput } from '../../modules/action.ts';
import { sha256Of } from './local-file.ts';
import type { Performed } from './perform.ts';
import type { World } from './world.ts';

/** What a try to fetch left: nothing is said of the content yet. */
type Fetched = Pick<UrlOutput, 'status' | 'url' | 'headers'> & { readonly failure: string | undefined };

/**
 * Fetches a URL into the cache of the user's machine, under its SHA-256. What is there already is not fetched; a fetch
 * that was broken off goes on where it ended. Nothing takes its name there before it was checked.
 */
export async function cacheUrl(action: CacheUrlAction, world: World): Promise<Performed> {
  const startMs = world.clock.now();
  const path = join(world.local.cache, `${action.sha256.toLowerCase()}-${nameOf(action.url)}`);
  const kept = await sizeOf(path);
  if (kept !== undefined) {
    return cached(
      { status: 200, url: action.url, headers: {}, failure: undefined },
      { path, sizeBytes: kept, elapsedMs: 0 },
    );
  }
  const part = `${path}.part`;
  await mkdir(world.local.cache, { recursive: true });
  const fetched = await fetchInto(part, action, world);
  const failure = fetched.failure ?? (await checkAndKeep(part, { path, sha256: action.sha256 }));
  const sizeBytes = (await sizeOf(path)) ?? 0;
  return cached({ ...fetched, failure }, { path, sizeBytes, elapsedMs: world.clock.now() - startMs });
}

function cached(
  fetched: Fetched,
  file: Pick<UrlOutput, 'sizeBytes' | 'elapsedMs'> & { readonly path: string },
): Performed {
  const isThere = fetched.failure === undefined;
  const message = fetched.failure ?? `OK (${file.sizeBytes} bytes)`;
  const output: UrlOutput = { ...fetched, ...file, path: isThere ? file.path : undefined, message };
  return { kind: 'output', output };
}

/** The last word of the URL's path, for the reader of the folder. */
function nameOf(url: string): string {
  return basename(new URL(url).pathname).replaceAll(/[^\w.+-]/g, '_') || 'file';
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function fetchInto(part: string, { url }: CacheUrlAction, world: World): Promise<Fetched> {
  const haveBytes = (await sizeOf(part)) ?? 0;
  try {
    const range = haveBytes > 0 ? { range: `bytes=${haveBytes}-` } : {};
    const response = await fetch(url, { signal: world.signal, headers: range });
    const head = {
      status: response.status,
      url: response.url,
      headers: Object.fromEntries(response.headers),
    };
    // 416: there is nothing behind what we have; whether it is all, and right, is checked anyway.
    if (response.status === 416) return { ...head, status: 200, failure: undefined };
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return { ...head, failure: `${url}: HTTP ${response.status} ${response.statusText}` };
    }
    const offset = response.status === 206 ? haveBytes : 0;
    await write(response.body, { part, offset, total: totalOf(response, offset), url, world });
    return { ...head, status: 200, failure: undefined };
  } catch (error) {
    world.signal.throwIfAborted();
    return { status: -1, url, headers: {}, failure: `${url}: ${reasonOf(error)}` };
  }
}

function totalOf(response: Response, offset: number): number | undefined {
  const length = response.headers.get('content-length');
  return length === null ? undefined : offset + Number(length);
}

async function write(
  body: ReadableStream<Uint8Array>,
  {
    part,
    offset,
    total,
    url,
    world,
  }: { part: string; offset: number; total: number | undefined; url: string; world: World },
): Promise<void> {
  let doneBytes = offset;
  const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      doneBytes += chunk.length;
      world.onProgress({ what: url, doneBytes, totalBytes: total });
      yield chunk;
    }
  };
  await pipeline(body, counted, createWriteStream(part, { flags: offset > 0 ? 'a' : 'w' }), {
    signal: world.signal,
  });
}

/** `fetch failed` alone says nothing: what is behind it does. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message || message : message;
}

/** Why the file cannot be kept; then it is taken away, so that the next try begins anew. */
async function checkAndKeep(
  part: string,
  { path, sha256 }: { readonly path: string; readonly sha256: string },
): Promise<string | undefined> {
  const actual = await sha256Of(part);
  if (actual === sha256.toLowerCase()) {
    await rename(part, path);
    return undefined;
  }
  await rm(part);
  return `the SHA-256 of what was fetched is ${actual}, not ${sha256.toLowerCase()}`;
}
