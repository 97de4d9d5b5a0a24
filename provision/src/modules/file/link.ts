import type { FileStat } from '../../facts/file-stat.ts';
import type { Inode } from '../../facts/inode.ts';
import { pathWord } from '../../facts/path-word.ts';
import { sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import { dress, refuse, stateOf } from './step.ts';
import type { Situation, Step } from './step.ts';

/** A symbolic link to `src` shall be there. Owner and mode are those of what it points to, unless `follow` is off. */
export function decideLink(situation: Situation): Step {
  const { args, path, stat } = situation;
  const state = stateOf(stat);
  const old = stat.kind === 'found' ? stat.link?.target : undefined;
  const src = wantedTarget(situation);
  const fields = { path, ...(src !== undefined && { src }) };
  const refusal = whyNot(situation, src);
  if (refusal !== undefined || src === undefined) {
    return refuse(refusal ?? 'src is required for creating new symlinks', fields);
  }
  const isNew = old !== src;
  const target = dressedTarget(situation, isNew);
  const dressed = target ? dress(target, situation) : { commands: [], before: {}, after: {} };
  return {
    kind: 'do',
    commands: [...(isNew ? placeLink(src, path, state) : []), ...dressed.commands],
    before: {
      path,
      ...(state !== 'link' && { state }),
      ...(isNew && old !== undefined && { src: old }),
      ...dressed.before,
    },
    after: {
      path,
      ...(state !== 'link' && { state: 'link' }),
      ...(isNew && { src }),
      ...dressed.after,
    },
    result: { dest: path, src: args.src ?? src },
  };
}

/** What the link shall hold; without `src`, what it holds already. */
function wantedTarget({ args, stat, source }: Situation): string | undefined {
  if (args.src === undefined) return stat.kind === 'found' ? stat.link?.target : undefined;
  return args.src.startsWith('~') && source ? source.path : args.src;
}

function whyNot({ args, path, stat, source }: Situation, src: string | undefined): string | undefined {
  const state = stateOf(stat);
  if (src === undefined) return 'src is required for creating new symlinks';
  if (!args.force && args.src !== undefined && source !== undefined && endOf(source) === undefined) {
    return `src file does not exist, use "force=yes" if you really want to create the link: ${source.path}`;
  }
  const isOther = state === 'directory' || state === 'file' || state === 'hard';
  if (isOther && !args.force) return `refusing to convert from ${state} to symlink for ${path}`;
  return undefined;
}

/** What gets the owner, the mode and the times: the link itself, or what it will point to, if that is there. */
function dressedTarget(
  { args, path, stat, source }: Situation,
  isNew: boolean,
): { readonly path: string; readonly inode: Inode } | undefined {
  if (!args.follow)
    return isNew ? newLink(path) : stat.kind === 'found' ? { path, inode: stat.inode } : undefined;
  const end = isNew ? source : stat;
  return end && endOf(end);
}

/** What a path leads to in the end, links followed; undefined for nothing. */
export function endOf(stat: FileStat): { readonly path: string; readonly inode: Inode } | undefined {
  if (stat.kind !== 'found') return undefined;
  const { path, inode, link } = stat;
  if (link === undefined) return { path, inode };
  return link.inode && { path: link.realPath, inode: link.inode };
}

/** A link that is made by the task belongs to its user, whose number is not known: it is given away in any case. */
function newLink(path: string): { readonly path: string; readonly inode: Inode } {
  const nobody = { uid: -1, gid: -1, owner: undefined, group: undefined };
  const sizes = { sizeBytes: 0, inode: 0, device: 0, links: 1, blocks: 0, blockSizeBytes: 0, deviceType: 0 };
  const times = { accessedAt: 0, modifiedAt: 0, changedAt: 0 };
  return { path, inode: { kind: 'link', mode: 0o777, ...nobody, ...sizes, ...times } };
}

/** Puts the link there; in place of a file or another link in one step. A folder goes only when it is empty. */
function placeLink(src: string, path: string, state: ReturnType<typeof stateOf>): readonly Command[] {
  const word = pathWord(path);
  if (state === 'absent') return [sh`ln -s -- ${src} ${word}`];
  const clear = state === 'directory' ? [sh`rmdir -- ${word}`] : [];
  return [...clear, ...replaceBy(sh`ln -s -- ${src}`, path)];
}

/** Makes a name beside the path and moves it over the path. */
export function replaceBy(link: Command, path: string): readonly Command[] {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  const beside = sh`${pathWord(`${folder}.lab-link.`)}"$$"`;
  return [
    sh`${link} ${beside}`,
    sh`{ mv -fT -- ${beside} ${pathWord(path)} || { rm -f -- ${beside}; false; }; }`,
  ];
}
