import { sh } from '../shell/command.ts';
import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { NulFields } from './nul-fields.ts';
import { forPaths } from './path-word.ts';

/** What a content looks like; undefined where the machine has no program `file`, or it does not know. */
export interface MimeType {
  readonly type: string | undefined;
  readonly charset: string | undefined;
}

/** Attributes of the file system, as `lsattr` lists them; undefined where there are none to be had. */
export interface FileFlags {
  readonly version: string | undefined;
  /** Letters, e.g. `e` or `ie`. */
  readonly letters: string;
}

/** Types of contents, by `file`; links are not followed. Without that program nothing is known. */
export const MIME_TYPE: FactFamily<string, MimeType> = {
  name: 'mime-type',
  programs: [],
  steadiness: 'settled',
  script: (paths) =>
    forPaths(
      paths,
      sh`for path do
  command -v file >/dev/null && [ -r "$path" ] && LC_ALL=C file -b --mime-type --mime-encoding -- "$path" 2>/dev/null
  printf '\\0'
done`,
    ),
  parse: (stdout, paths) => {
    const fields = new NulFields(stdout, 'mime-type');
    return paths.map(() => {
      const [, type, charset] = /^(\S+); charset=(\S+)/.exec(fields.text()) ?? [];
      return { type, charset };
    });
  },
};

/** Attributes of the file system, by `lsattr`. Without that program, or on a file system without them, none. */
export const FILE_FLAGS: FactFamily<string, FileFlags> = {
  name: 'file-flags',
  programs: [],
  steadiness: 'settled',
  script: (paths) =>
    forPaths(
      paths,
      sh`for path do
  command -v lsattr >/dev/null && [ -e "$path" ] && lsattr -vd -- "$path" 2>/dev/null
  printf '\\0'
done`,
    ),
  parse: (stdout, paths) => {
    const fields = new NulFields(stdout, 'file-flags');
    return paths.map(() => {
      const [, version, letters = ''] = /^\s*(-?\d+)\s+(\S+)\s/.exec(fields.text()) ?? [];
      return { version, letters: letters.replaceAll('-', '') };
    });
  },
};

/** What the content of a file looks like. */
export function mimeTypeOf(path: string): MachineFact<MimeType> {
  return about(MIME_TYPE, path);
}

/** The attributes that the file system keeps for a file. */
export function flagsOf(path: string): MachineFact<FileFlags> {
  return about(FILE_FLAGS, path);
}
