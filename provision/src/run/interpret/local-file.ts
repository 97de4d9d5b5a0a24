import { hash } from 'node:crypto';
import { lstat, readdir, readFile, readlink, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

import { digestsOf } from '../../artifacts/local-digests.ts';
import type { Digests, LocalDigests } from '../../artifacts/local-digests.ts';
import type { LocalEntry, LocalFile, LocalFileFact } from '../../modules/fact.ts';
import type { FactAnswer } from './fact-answer.ts';

const PERMISSION_BITS = 0o7777;

/**
 * What lies on the user's machine under a path, found in Ansible's order: for each folder of `search`, first in its
 * `files` or `templates` folder, then in itself. An absolute path and `~/` are taken as they are. Links are followed.
 */
export async function lookAtLocalFile(
  fact: LocalFileFact,
  { search, digests }: { readonly search: readonly string[]; readonly digests: LocalDigests },
): Promise<FactAnswer> {
  const candidates = candidatesOf(fact, search);
  try {
    for (const path of candidates) {
      const found = await lookAt(path, fact, digests);
      if (found) return { kind: 'known', value: found };
    }
  } catch (error) {
    const { code, path, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { kind: 'failed', message: `${path ?? fact.path} cannot be read on this machine: ${message}` };
  }
  return { kind: 'known', value: { kind: 'missing', searched: candidates } satisfies LocalFile };
}

function candidatesOf(
  { path, folder, isDestination }: LocalFileFact,
  search: readonly string[],
): readonly string[] {
  if (path === '~' || path.startsWith('~/')) return [join(homedir(), path.slice(1))];
  if (isAbsolute(path)) return [path];
  if (isDestination === true) return [resolve(search.at(-1) ?? '', path)];
  return [...new Set(search.flatMap((base) => [resolve(base, folder, path), resolve(base, path)]))];
}

async function lookAt(
  path: string,
  fact: LocalFileFact,
  digests: LocalDigests,
): Promise<LocalFile | undefined> {
  const found = await statIfThere(path);
  if (found === undefined) return undefined;
  if (found.isDirectory()) {
    const isListed = fact.want === 'tree' || fact.want === 'contents';
    return { kind: 'folder', path, ...(isListed && { entries: await entriesOf(path, fact) }) };
  }
  const file = { kind: 'file', path, sizeBytes: found.size, mode: found.mode & PERMISSION_BITS } as const;
  return fact.want === 'content' || fact.want === 'contents'
    ? { ...file, ...(await contentOf(path)) }
    : { ...file, ...(await digests.of(path)) };
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
      const entry = await entryOf(root, {
        path,
        want: fact.want,
        isLinkFollowed: fact.isLinkFollowed ?? true,
      });
      entries.push(entry);
      if (entry.kind === 'folder') await walk(path);
    }
  };
  await walk('');
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function entryOf(
  root: string,
  {
    path,
    want,
    isLinkFollowed,
  }: { readonly path: string; readonly want: LocalFileFact['want']; readonly isLinkFollowed: boolean },
): Promise<LocalEntry> {
  const full = join(root, path);
  const found = await (isLinkFollowed ? stat(full) : lstat(full));
  const mode = found.mode & PERMISSION_BITS;
  if (found.isSymbolicLink()) return { path, kind: 'link', mode, target: await readlink(full) };
  if (found.isDirectory()) return { path, kind: 'folder', mode };
  const file = { path, kind: 'file', mode, sizeBytes: found.size } as const;
  if (want !== 'contents') return { ...file, sha256: (await digestsOf(full)).sha256 };
  const { content, sha256 } = await contentOf(full);
  return { ...file, sha256, content };
}
