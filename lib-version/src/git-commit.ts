import { basename, join, resolve } from 'node:path';

import { ancestors } from './ancestors.ts';
import { readIfThere } from './read-if-there.ts';

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
/** A symbolic ref may name another one; git itself follows five. */
const MOST_HOPS = 5;

/**
 * The commit that is checked out around `directory`, read from .git without running git; undefined where there is none
 * or it has no commit yet. Changes that are not committed do not show. A package inside node_modules belongs to no
 * checkout around it.
 */
export function gitCommit(directory: string): string | undefined {
  for (const ancestor of ancestors(directory)) {
    if (basename(ancestor) === 'node_modules') return undefined;
    const gitDirectory = gitDirectoryOf(ancestor);
    if (gitDirectory !== undefined) return resolveRef(gitDirectory, 'HEAD');
  }
  return undefined;
}

/** `.git` is a directory in a checkout, and a file that names the directory in a worktree or submodule. */
function gitDirectoryOf(directory: string): string | undefined {
  const dotGit = join(directory, '.git');
  const pointed = /^gitdir: (.+)$/m.exec(readIfThere(dotGit) ?? '')?.[1];
  if (pointed !== undefined) return resolve(directory, pointed);
  return readIfThere(join(dotGit, 'HEAD')) === undefined ? undefined : dotGit;
}

function resolveRef(gitDirectory: string, name: string, hops = 0): string | undefined {
  // A worktree keeps its own HEAD, and its branches in the repository that it was made from.
  const common = resolve(gitDirectory, readIfThere(join(gitDirectory, 'commondir'))?.trim() ?? '.');
  const text = (readIfThere(join(gitDirectory, name)) ?? readIfThere(join(common, name)))?.trim();
  if (text === undefined) return packedRef(common, name);
  const target = /^ref: (refs\/[^\s]+)$/.exec(text)?.[1];
  if (target !== undefined && !target.includes('..') && hops < MOST_HOPS) {
    return resolveRef(gitDirectory, target, hops + 1);
  }
  return COMMIT.test(text) ? text : undefined;
}

function packedRef(common: string, name: string): string | undefined {
  const lines = (readIfThere(join(common, 'packed-refs')) ?? '').split('\n');
  const commit = lines.find((line) => line.endsWith(` ${name}`))?.split(' ')[0];
  return commit !== undefined && COMMIT.test(commit) ? commit : undefined;
}
