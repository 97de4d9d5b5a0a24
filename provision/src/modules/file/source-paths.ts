import type { FileArgs } from './arguments.ts';

/** Where `src` of a link may lie: it depends on what the path is, which is asked at the same time. */
export interface SourcePaths {
  /** Seen from the folder of the path. */
  readonly file?: string;
  /** Seen from the path itself, where that is a folder. */
  readonly folder?: string;
  /** The name that a hard link gets in the path, where that is a folder. */
  readonly inFolder?: string;
}

/** The paths to look at for the `src` of a link. None without `src`. */
export function sourcePaths({ path, src, state }: FileArgs): SourcePaths {
  if (src === undefined) return {};
  const isAbsolute = src.startsWith('/') || src.startsWith('~');
  const name = src.slice(src.lastIndexOf('/') + 1);
  const inFolder = state === 'hard' && name !== '' ? { inFolder: joined(path, name) } : {};
  if (isAbsolute || state === 'hard') return { file: src, ...inFolder };
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  return { file: `${folder}${src}`, folder: joined(path, src) };
}

function joined(folder: string, name: string): string {
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}
