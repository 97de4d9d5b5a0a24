import { sh } from '../shell/command.ts';
import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { INODE_FORMAT, readInode } from './inode.ts';
import type { Inode } from './inode.ts';
import { NulFields } from './nul-fields.ts';
import { forPaths, groupsOf } from './path-word.ts';

/** What lies under a path. `path` is the one that was asked for, with `~` replaced. */
export type FileStat = MissingPath | RefusedPath | FoundPath;

export interface MissingPath {
  readonly kind: 'missing';
  readonly path: string;
}

/** The machine does not say what lies there, e.g. for a folder on the way may not be read. */
export interface RefusedPath {
  readonly kind: 'refused';
  readonly path: string;
  readonly reason: string;
}

export interface FoundPath {
  readonly kind: 'found';
  readonly path: string;
  /** Of the name itself: of a link, and not what it points to. */
  readonly inode: Inode;
  /** There where the name is a link. */
  readonly link?: {
    /** As it is written in the link. */
    readonly target: string;
    /** Absolute, every link on the way followed; the last parts need not be there. */
    readonly realPath: string;
    /** What it points to in the end; undefined for a link to nothing. */
    readonly inode: Inode | undefined;
  };
  /** What the task's user may do with it; a link counts as what it points to. */
  readonly access: Access;
}

export interface Access {
  readonly isReadable: boolean;
  readonly isWritable: boolean;
  readonly isExecutable: boolean;
}

const NAME = 'file-stat';

/** What lies under paths, links and what they point to: one `stat` for all, and three more processes where there are links. */
export const FILE_STAT: FactFamily<string, FileStat> = {
  name: NAME,
  programs: ['stat', 'readlink', 'realpath'],
  steadiness: 'settled',
  script: (paths) =>
    forPaths(
      paths,
      sh`printf '%s\\0' "$@"
for path do
  access=; [ -r "$path" ] && access=r; [ -w "$path" ] && access="$access"w; [ -x "$path" ] && access="$access"x
  printf '%s\\0' "$access"
done
{ refused=$(LC_ALL=C stat --printf=${INODE_FORMAT} -- "$@" 2>&1 >&3); } 3>&1
printf '\\0%s\\0' "$refused"
count=$#
for path do [ -L "$path" ] && set -- "$@" "$path"; done
shift "$count"
if [ $# -gt 0 ]; then
  printf '%s\\0' "$#" "$@"
  LC_ALL=C stat -L --printf=${INODE_FORMAT} -- "$@" 2>/dev/null
  printf '\\0'
  readlink -z -- "$@"
  realpath -mz -- "$@"
else printf '0\\0'; fi`,
    ),
  parse: (stdout, paths) => {
    const fields = new NulFields(stdout, NAME);
    return groupsOf(paths).flatMap((group) => readGroup(fields, group.length));
  },
};

/** What lies under a path. */
export function statOf(path: string): MachineFact<FileStat> {
  return about(FILE_STAT, path);
}

function readGroup(fields: NulFields, count: number): readonly FileStat[] {
  const paths = fields.texts(count);
  const access = fields.texts(count);
  const inodes = readInodes(fields);
  const refusals = fields.text().split('\n');
  const linkPaths = fields.texts(fields.number());
  const followed = linkPaths.length > 0 ? readInodes(fields) : new Map<string, Inode>();
  const targets = fields.texts(linkPaths.length);
  const realPaths = fields.texts(linkPaths.length);
  const links = new Map(
    linkPaths.map((path, index) => [
      path,
      { target: targets[index] ?? '', realPath: realPaths[index] ?? '', inode: followed.get(path) },
    ]),
  );
  return paths.map((path, index): FileStat => {
    const inode = inodes.get(path);
    // stat complains once of each path that it does not find, in their order and on one line.
    if (inode === undefined) return notFound(path, refusals.shift() ?? '');
    const link = links.get(path);
    return { kind: 'found', path, inode, ...(link && { link }), access: accessOf(access[index] ?? '') };
  });
}

/** Names with their inodes, up to an empty name. */
function readInodes(fields: NulFields): ReadonlyMap<string, Inode> {
  const inodes = new Map<string, Inode>();
  for (let path = fields.text(); path !== ''; path = fields.text()) inodes.set(path, readInode(fields, NAME));
  return inodes;
}

function notFound(path: string, refusal: string): MissingPath | RefusedPath {
  const reason = refusal.slice(refusal.lastIndexOf(': ') + 2);
  const isMissing = reason === 'No such file or directory' || reason === 'Not a directory';
  return isMissing ? { kind: 'missing', path } : { kind: 'refused', path, reason };
}

function accessOf(letters: string): Access {
  return {
    isReadable: letters.includes('r'),
    isWritable: letters.includes('w'),
    isExecutable: letters.includes('x'),
  };
}
