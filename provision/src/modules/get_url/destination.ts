import type { FileStat } from '../../facts/file-stat.ts';
import type { Inode } from '../../facts/inode.ts';

/** What a path is in the end: a link counts as what it points to. */
export function inodeOf(stat: FileStat): Inode | undefined {
  if (stat.kind !== 'found') return undefined;
  return stat.link ? stat.link.inode : stat.inode;
}

/** A name in a folder. */
export function inFolder(folder: string, name: string): string {
  return `${folder.replace(/\/+$/, '')}/${name}`;
}
