import { digestOf } from '../../facts/file-digest.ts';
import type { DigestAlgorithm } from '../../facts/file-digest.ts';
import { statOf } from '../../facts/file-stat.ts';
import type { FileStat } from '../../facts/file-stat.ts';

/** What lies where a file shall be, and the digest of its content. */
export interface Present {
  readonly stat: FileStat;
  readonly digest: string | undefined;
}

/** What is asked about a destination that may be a folder: both places where the file may come to lie, and its folder. */
export function destinationFacts(dest: string, name: string, algorithm: DigestAlgorithm) {
  const inside = insideOf(dest, name);
  return {
    dest: statOf(dest),
    destDigest: digestOf(dest, algorithm),
    inside: statOf(inside),
    insideDigest: digestOf(inside, algorithm),
    parent: statOf(folderOf(dest)),
  };
}

/** Answers to `destinationFacts`. */
export interface DestinationAnswers {
  readonly dest: FileStat;
  readonly destDigest: string | undefined;
  readonly inside: FileStat;
  readonly insideDigest: string | undefined;
  readonly parent: FileStat;
}

/** Where a file comes to lie. `missingFolder` is the folder that is not there yet. */
export interface Destination {
  readonly present: Present;
  /** Whether it was said that `dest` is a folder, or it is one. */
  readonly isInFolder: boolean;
  readonly missingFolder: string | undefined;
}

/** Ansible's rule: a destination that is a folder, or ends with a slash, is the folder of the file. */
export function destinationOf(dest: string, answers: DestinationAnswers): Destination {
  const isNamedFolder = dest.endsWith('/');
  if (isNamedFolder || isFolder(answers.dest)) {
    const present = { stat: answers.inside, digest: answers.insideDigest };
    const missingFolder = isNamedFolder && answers.dest.kind === 'missing' ? answers.dest.path : undefined;
    return { present, isInFolder: true, missingFolder };
  }
  const missingFolder = answers.parent.kind === 'missing' ? answers.parent.path : undefined;
  return { present: { stat: answers.dest, digest: answers.destDigest }, isInFolder: false, missingFolder };
}

/** A folder, or a link to one. */
export function isFolder(stat: FileStat): boolean {
  return stat.kind === 'found' && (stat.link?.inode ?? stat.inode).kind === 'folder';
}

/** A name in a folder. */
export function insideOf(folder: string, name: string): string {
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? '';
}

/** The folder that a path lies in. */
export function folderOf(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  const end = trimmed.lastIndexOf('/');
  return end === -1 ? (trimmed.startsWith('~') ? trimmed : '.') : end === 0 ? '/' : trimmed.slice(0, end);
}
