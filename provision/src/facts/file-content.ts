import { sh } from '../shell/command.ts';
import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { NulFields } from './nul-fields.ts';
import { forPaths } from './path-word.ts';

/** Larger files are not read: their content is held in memory twice. */
const MOST_BYTES = 16 * 2 ** 20;

/** The content of a file, or why it is not to be had. Links are followed. */
export type FileContent =
  | { readonly kind: 'content'; readonly bytes: Buffer }
  | { readonly kind: 'missing' | 'folder' | 'special' | 'unreadable' }
  | { readonly kind: 'too-large'; readonly sizeBytes: number };

const NAME = 'file-content';

/** The content of files up to 16 MiB. */
export const FILE_CONTENT: FactFamily<string, FileContent> = {
  name: NAME,
  programs: ['stat', 'base64'],
  steadiness: 'settled',
  script: (paths) =>
    forPaths(
      paths,
      sh`for path do
  if [ -d "$path" ]; then printf 'folder\\0\\0'
  elif ! [ -e "$path" ]; then printf 'missing\\0\\0'
  elif ! [ -f "$path" ]; then printf 'special\\0\\0'
  elif ! [ -r "$path" ]; then printf 'unreadable\\0\\0'
  else
    size=$(stat -Lc %s -- "$path")
    if [ "$size" -gt ${MOST_BYTES} ]; then printf 'too-large\\0%s\\0' "$size"
    else printf 'content\\0'; base64 -w0 <"$path"; printf '\\0'; fi
  fi
done`,
    ),
  parse: (stdout, paths) => {
    const fields = new NulFields(stdout, NAME);
    return paths.map(() => readContent(fields));
  },
};

/** The same, read when the task runs: for what changes by itself, such as files below /proc. */
const FILE_CONTENT_NOW: FactFamily<string, FileContent> = {
  ...FILE_CONTENT,
  name: 'file-content-now',
  steadiness: 'fresh',
};

/** The content of a file at this very moment. */
export function contentNowOf(path: string): MachineFact<FileContent> {
  return about(FILE_CONTENT_NOW, path);
}

/** The content of a file. */
export function contentOf(path: string): MachineFact<FileContent> {
  return about(FILE_CONTENT, path);
}

function readContent(fields: NulFields): FileContent {
  const kind = fields.text() as FileContent['kind'];
  if (kind === 'content') return { kind, bytes: Buffer.from(fields.text(), 'base64') };
  if (kind === 'too-large') return { kind, sizeBytes: fields.number() };
  fields.text();
  return { kind };
}
