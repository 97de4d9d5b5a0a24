import { digestOf } from '../../facts/file-digest.ts';
import { statOf } from '../../facts/file-stat.ts';
import type { FileStat } from '../../facts/file-stat.ts';
import { treeOf } from '../../facts/file-tree.ts';
import type { TreeEntry } from '../../facts/file-tree.ts';
import { ask, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import { ownershipFacts } from '../file-attributes/ownership.ts';
import type { OwnershipAnswers } from '../file-attributes/ownership.ts';
import type { ModuleContext } from '../module.ts';
import { destinationFacts, insideOf, nameOf } from '../place-file/destination.ts';
import { placeFile } from '../place-file/place-file.ts';
import type { CopyArgs } from './arguments.ts';
import { copyFolder } from './folder.ts';
import type { SourceEntry } from './plan-entries.ts';
import { fileAttributes, folderAttributes, placeOptions } from './options.ts';

/** A file or folder that lies on the machine already. Contents are compared by SHA-1, which is also what is told. */
export function copyRemote(args: CopyArgs, src: string, context: ModuleContext): Decision {
  const { dest, local_follow: isLinkFollowed = false } = args;
  const facts = {
    source: statOf(src),
    sourceDigest: digestOf(src, 'sha1'),
    tree: treeOf(src, { isLinkFollowed }),
    ...destinationFacts(dest, nameOf(src), 'sha1'),
    ...ownershipFacts(args),
  };
  return ask(facts, (answers) => {
    const { source, sourceDigest, tree } = answers;
    const inode = source.kind === 'found' ? (source.link ? source.link.inode : source.inode) : undefined;
    if (inode === undefined) return failed(`Source ${src} not found`, { dest });
    if (inode.kind === 'folder')
      return copyTree({ args, src, path: source.path, mode: inode.mode, tree }, answers, context);
    if (sourceDigest === undefined) return failed(`Source ${src} is not readable`, { dest });
    if (args.checksum !== undefined && sourceDigest !== args.checksum) {
      return failed(`${src} has the SHA-1 ${sourceDigest}, and not ${args.checksum}`, { dest });
    }
    const wanted = {
      source: { kind: 'machine-file', path: source.path } as const,
      digest: sourceDigest,
      sha1: sourceDigest,
      sizeBytes: inode.sizeBytes,
      name: source.path,
      attributes: fileAttributes(args, inode.mode),
    };
    const options = placeOptions(args);
    const result = { src: source.path };
    return placeFile(
      { wanted, dest, options, folderAttributes: folderAttributes(args), result },
      answers,
      context,
    );
  });
}

interface RemoteFolder {
  readonly args: CopyArgs;
  readonly src: string;
  readonly path: string;
  readonly mode: number;
  readonly tree: readonly TreeEntry[];
}

function copyTree(
  { args, src, path, mode, tree }: RemoteFolder,
  known: OwnershipAnswers & { readonly dest: FileStat },
  context: ModuleContext,
): Decision {
  const odd = tree.find(({ path: name }) => name.includes('\ufffd'));
  if (odd)
    return failed(`${insideOf(path, odd.path)}: a name that is no UTF-8 cannot be copied`, {
      dest: args.dest,
    });
  const special = tree.find(({ kind }) => !COPIED.has(kind));
  if (special)
    return failed(`${insideOf(path, special.path)} is a ${special.kind}, which is not copied`, {
      dest: args.dest,
    });
  const entries = tree.map((entry): SourceEntry => {
    const source = { kind: 'machine-file', path: insideOf(path, entry.path) } as const;
    const kind = entry.kind === 'folder' || entry.kind === 'link' ? entry.kind : 'file';
    return { ...entry, kind, source };
  });
  return copyFolder({ args, src, path, entries, algorithm: 'sha1', mode }, known, context);
}

const COPIED: ReadonlySet<TreeEntry['kind']> = new Set(['file', 'folder', 'link']);
