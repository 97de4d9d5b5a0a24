import type { FileStat } from '../../facts/file-stat.ts';
import type { TreeEntry } from '../../facts/file-tree.ts';
import type { Inode } from '../../facts/inode.ts';
import type { Command } from '../../shell/command.ts';
import { attributeChanges, attributeCommands, ownerText } from '../file-attributes/changes.ts';
import type { Ownership } from '../file-attributes/ownership.ts';
import type { FileArgs } from './arguments.ts';
import { timeChanges, timeCommands } from './times.ts';
import type { WantedTimes } from './times.ts';

type Fields = Readonly<Record<string, unknown>>;

/** All that is known when a state is decided on. */
export interface Situation {
  readonly args: FileArgs;
  readonly path: string;
  /** What lies there, links not followed. */
  readonly stat: FileStat;
  /** What `src` leads to, seen from the path; undefined without `src`. */
  readonly source: FileStat | undefined;
  readonly ownership: Ownership;
  readonly times: WantedTimes;
  /** With `recurse`: what lies below the folder. */
  readonly tree: readonly TreeEntry[];
}

/** What a state comes to: it cannot be had, or so much has to be done. Without commands nothing changes. */
export type Step =
  | { readonly kind: 'refuse'; readonly msg: string; readonly fields: Fields }
  | {
      readonly kind: 'do';
      readonly commands: readonly Command[];
      readonly before: Fields;
      readonly after: Fields;
      /** `path`, or `dest` and `src`, as Ansible has it for the state. */
      readonly result: Fields;
    };

/** A step that cannot be taken. */
export function refuse(msg: string, fields: Fields): Step {
  return { kind: 'refuse', msg, fields };
}

/** What is done to something that is there, for it to have the owner, group, mode and times that are wanted. */
export function dress(
  target: { readonly path: string; readonly inode: Inode },
  { args, ownership, times }: Situation,
): { readonly commands: readonly Command[]; readonly before: Fields; readonly after: Fields } {
  const { path, inode } = target;
  const attributes = attributeChanges(inode, args, ownership);
  const isOwnerChanged = 'owner' in attributes.after || 'group' in attributes.after;
  const changed = timeChanges(inode, times);
  const isTimeChanged = Object.keys(changed.after).length > 0;
  return {
    commands: [
      ...(isOwnerChanged || 'mode' in attributes.after
        ? attributeCommands(path, inode, { ...args, ...(!isOwnerChanged && NOBODY) })
        : []),
      ...(isTimeChanged ? timeCommands(path, times) : []),
    ],
    before: { ...attributes.before, ...changed.before },
    after: { ...attributes.after, ...changed.after },
  };
}

const NOBODY = { owner: undefined, group: undefined };

/** What is said of the attributes of something new. */
export function newAttributes(args: FileArgs): Fields {
  const owner = ownerText(args);
  return { ...(owner !== undefined && { owner }), ...(args.mode !== undefined && { mode: args.mode }) };
}

/** Where a path that may be a link leads: with `follow`, to what it points to. */
export function followed({ stat, args }: Situation): FileStat {
  if (stat.kind !== 'found' || stat.link === undefined || !args.follow) return stat;
  const { realPath, inode } = stat.link;
  return inode === undefined
    ? { kind: 'missing', path: realPath }
    : { kind: 'found', path: realPath, inode, access: stat.access };
}

/** Ansible's word for what lies under a path. */
export function stateOf(stat: FileStat): 'absent' | 'directory' | 'link' | 'hard' | 'file' {
  if (stat.kind !== 'found') return 'absent';
  const { kind, links } = stat.inode;
  if (kind === 'link') return 'link';
  if (kind === 'folder') return 'directory';
  return links > 1 ? 'hard' : 'file';
}
