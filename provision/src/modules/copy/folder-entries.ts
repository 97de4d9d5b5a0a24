import type { FileStat } from '../../facts/file-stat.ts';
import { pathWord } from '../../facts/path-word.ts';
import { sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import type { Diff } from '../decision.ts';
import { attributeChanges, attributeCommands } from '../file-attributes/changes.ts';
import { fieldsDiff } from '../file-attributes/describe-fields.ts';
import { makeFolders } from '../file-attributes/make-folders.ts';
import type { Attributes, Ownership } from '../file-attributes/ownership.ts';

/** What is done before files are sent: folders and links that are missing or differ. */
export interface Preparation {
  readonly commands: readonly Command[];
  readonly diff: readonly Diff[];
}

type Planned = Preparation | { readonly refused: string };

/** A folder shall be there, with these attributes. */
export function planFolder(stat: FileStat, wanted: Attributes, ownership: Ownership): Planned {
  const { path } = stat;
  if (stat.kind === 'refused') return { refused: `${path}: ${stat.reason}` };
  if (stat.kind === 'missing') {
    return {
      commands: makeFolders(path, wanted),
      diff: fieldsDiff(path, { state: 'absent' }, { state: 'directory' }),
    };
  }
  const inode = stat.link ? stat.link.inode : stat.inode;
  if (inode?.kind !== 'folder') return { refused: `${path} is no folder, and one is copied there` };
  const { before, after } = attributeChanges(inode, wanted, ownership);
  const end = stat.link?.realPath ?? path;
  return {
    commands: Object.keys(after).length > 0 ? attributeCommands(end, inode, wanted) : [],
    diff: fieldsDiff(end, before, after),
  };
}

/** A link shall be there, as it was in the folder that is copied. */
export function planLink(stat: FileStat, target: string): Planned {
  const { path } = stat;
  if (stat.kind === 'refused') return { refused: `${path}: ${stat.reason}` };
  const old = stat.kind === 'found' ? stat.link?.target : undefined;
  if (old === target) return { commands: [], diff: [] };
  if (stat.kind === 'found' && stat.inode.kind === 'folder') {
    return { refused: `${path} is a folder, and a link is copied there` };
  }
  return {
    commands: [sh`ln -sfn -- ${target} ${pathWord(path)}`],
    diff: fieldsDiff(path, { link: old ?? 'absent' }, { link: target }),
  };
}
