import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, readFile, readlink, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

import type { LocalEntry, LocalFile, LocalFileFact } from '../../modules/fact.ts';
import type { FactAnswer } from './fact-answer.ts';

const PERMISSION_BITS = 0o7777;

/**
 * What lies on the user's machine under a path, found in Ansible's order: for each folder of `search`, first in its
 * `files` or `templates` folder, then in itself. An absolute path and `~/` are taken as they are. Links are followed.
 */
export async function lookAtLocalFile(fact: LocalFileFact, search: readonly string[]): Promise<FactAnswer> {
  const candidates = candidatesOf(fact, search);
  try {
    for (const path of candidates) {
      const found = await lookAt(path, fact);
      if (found) return { kind: 'known', value: found };
    }
  } catch (error) {
    const { code, path, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { kind: 'failed', message: `${path ?? fact.path} cannot be read on this machine: ${message}` };
  }
  return { kind: 'known', value: { kind: 'missing', searched: candidates } satisfies LocalFile };
}

/** The SHA-256 of a file of this machine, in hex; read in pieces. */
export async function sha256Of(path: string): Promise<string> {
  return (await digestsOf(path)).sha256;
}

interface Digests {
  readonly sha256: string;
  readonly sha1: string;
}

async function digestsOf(path: string): Promise<Digests> {
  const [sha256, sha1] = [createHash('sha256'), createHash('sha1')];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    sha256.update(chunk);
    sha1.update(chunk);
  }
  return { sha256: sha256.digest('hex'), sha1: sha1.digest('hex') };
}

function candidatesOf({ path, folder }: LocalFileFact, search: readonly string[]): readonly string[] {
  if (path === '~' || path.startsWith('~/')) return [join(homedir(), path.slice(1))];
  if (isAbsolute(path)) return [path];
  return [...new Set(search.flatMap((base) => [resolve(base, folder, path), resolve(base, path)]))];
}

async function lookAt(path: string, fact: LocalFileFact): Promise<LocalFile | undefined> {
  const found = await statIfThere(path);
  if (found === undefined) return undefined;
  if (found.isDirectory()) {
    return { kind: 'folder', path, ...(fact.want === 'tree' && { entries: await entriesOf(path, fact) }) };
  }
  const file = { kind: 'file', path, sizeBytes: found.size, mode: found.mode & PERMISSION_BITS } as const;
  return fact.want === 'content'
    ? { ...file, ...(await contentOf(path)) }
    : { ...file, ...(await digestsOf(path)) };
}

async function statIfThere(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    // ENOTDIR: a file stands where a folder of the path should be.
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

async function contentOf(path: string): Promise<Digests & { readonly content: Buffer }> {
  const content = await readFile(path);
  return { content, sha256: hash('sha256', content, 'hex'), sha1: hash('sha1', content, 'hex') };
}

async function entriesOf(root: string, fact: LocalFileFact): Promise<readonly LocalEntry[]> {
  const entries: LocalEntry[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const name of (await readdir(join(root, folder))).sort()) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const entry = await entryOf(root, { path, isLinkFollowed: fact.isLinkFollowed ?? true });
      entries.push(entry);
      if (entry.kind === 'folder') await walk(path);
    }
  };
  await walk('');
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function entryOf(
  root: string,
  { path, isLinkFollowed }: { readonly path: string; readonly isLinkFollowed: boolean },
): Promise<LocalEntry> {
  const full = join(root, path);
  const found = await (isLinkFollowed ? stat(full) : lstat(full));
  const mode = found.mode & PERMISSION_BITS;
  if (found.isSymbolicLink()) return { path, kind: 'link', mode, target: await readlink(full) };
  if (found.isDirectory()) return { path, kind: 'folder', mode };
  return { path, kind: 'file', mode, sha256: await sha256Of(full), sizeBytes: found.size };
}
