import type { UserAnswer } from '../../facts/user.ts';
import { lines, sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import type { UserArgs } from './arguments.ts';
import { findGroup } from './groups.ts';

/** Makes the user, without a password. */
export function createUser(args: UserArgs, { groups }: UserAnswer): Command {
  const words = [
    ...(args.uid === undefined ? [] : ['-u', args.uid, ...(args.non_unique ? ['-o'] : [])]),
    ...primaryGroup(args, groups),
    ...(args.groups === undefined || args.groups.length === 0 ? [] : ['-G', args.groups.join(',')]),
    ...(args.comment === undefined ? [] : ['-c', args.comment]),
    ...(args.home === undefined ? [] : ['-d', args.home]),
    ...(args.shell === undefined ? [] : ['-s', args.shell]),
    ...(args.expires === undefined ? [] : ['-e', expiryDate(args.expires)]),
    ...homeWords(args),
    ...(args.system ? ['-r'] : []),
    ...(args.uid_min === undefined ? [] : ['-K', `UID_MIN=${args.uid_min}`]),
    ...(args.uid_max === undefined ? [] : ['-K', `UID_MAX=${args.uid_max}`]),
    ...(args.seuser === undefined ? [] : ['-Z', args.seuser]),
  ];
  const useradd = sh`useradd ${words} -- ${args.name}`;
  // useradd makes the home directory alone, not what it lies in.
  if (!args.create_home || args.home === undefined) return useradd;
  return lines([sh`mkdir -p -- ${folderAbove(args.home)} &&`, useradd]);
}

/** The folder that a path lies in. */
export function folderAbove(path: string): string {
  return path.replace(/\/+[^/]+\/*$/, '') || '/';
}

/** `2030-01-31` in UTC, as useradd and usermod read it; empty: never. */
export function expiryDate(epochSeconds: number): string {
  return epochSeconds < 0 ? '' : new Date(epochSeconds * 1000).toISOString().slice(0, 10);
}

function primaryGroup(args: UserArgs, groups: UserAnswer['groups']): readonly string[] {
  if (args.group !== undefined) return ['-g', args.group];
  // A group with the user's name is there: useradd would fail to make it.
  return findGroup(groups, args.name)?.name === args.name ? ['-N'] : [];
}

function homeWords(args: UserArgs): readonly string[] {
  if (!args.create_home) return ['-M'];
  const skeleton = args.skeleton === undefined ? [] : ['-k', args.skeleton];
  return ['-m', ...skeleton, ...(args.umask === undefined ? [] : ['-K', `UMASK=${args.umask}`])];
}
