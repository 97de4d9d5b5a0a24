import { sh } from '../shell/command.ts';
import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { FactError } from '../modules/fact-error.ts';
import type { InodeKind } from './inode.ts';
import { NulFields } from './nul-fields.ts';
import { forPaths } from './path-word.ts';

/** Something below a folder. */
export interface TreeEntry {
  /** Below the folder, with `/`; bytes that are no UTF-8 are U+FFFD. */
  readonly path: string;
  readonly kind: InodeKind;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  /** There where it is a link. */
  readonly target?: string;
}

/** All that lies below folders, sorted by path; nothing for what is no folder. A link is an entry, and is not followed. */
export const FILE_TREE: FactFamily<string, readonly TreeEntry[]> = treeFamily('file-tree', sh`-P`);

/** The same with every link followed: an entry is what the link points to, a link to nothing stays a link. */
export const FOLLOWED_TREE: FactFamily<string, readonly TreeEntry[]> = treeFamily(
  'file-tree-followed',
  sh`-L`,
);

/** All that lies below a folder. */
export function treeOf(
  path: string,
  options: { readonly isLinkFollowed: boolean },
): MachineFact<readonly TreeEntry[]> {
  return about(options.isLinkFollowed ? FOLLOWED_TREE : FILE_TREE, path);
}

function treeFamily(name: string, option: ReturnType<typeof sh>): FactFamily<string, readonly TreeEntry[]> {
  const format = ['y', 'm', 'U', 'G', 's', 'l', 'P'].map((field) => String.raw`%${field}\0`).join('');
  return {
    name,
    programs: ['find'],
    steadiness: 'settled',
    script: (paths) =>
      forPaths(
        paths,
        sh`for path do
  [ -d "$path" ] && find ${option} "$path/" -mindepth 1 -printf ${format} 2>/dev/null
  printf '\\0'
done`,
      ),
    parse: (stdout, paths) => {
      const fields = new NulFields(stdout, name);
      return paths.map(() => readTree(fields, name));
    },
  };
}

function readTree(fields: NulFields, family: string): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let type = fields.text(); type !== ''; type = fields.text()) {
    const kind = KINDS[type];
    if (kind === undefined) throw new FactError(family, `${type} is no file type that is known`);
    const [mode, uid, gid, sizeBytes] = [fields.number(8), fields.number(), fields.number(), fields.number()];
    const target = fields.text();
    const path = fields.text();
    entries.push({ path, kind, mode, uid, gid, sizeBytes, ...(kind === 'link' && { target }) });
  }
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** find's letters; `N` is a link that leads nowhere, `L` one that leads to itself. */
const KINDS: Readonly<Record<string, InodeKind>> = {
  f: 'file',
  d: 'folder',
  l: 'link',
  c: 'character',
  b: 'block',
  p: 'fifo',
  s: 'socket',
  L: 'link',
  N: 'link',
};
